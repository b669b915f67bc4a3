package org.lifeboot.manager.web.page;

import org.lifeboot.manager.session.Steps;

/// What to look at when a boot stopped after a step.
final class BootAdvice {

  private BootAdvice() {}

  static String after(String step) {
    return switch (step) {
      case Steps.DHCP, Steps.IPXE ->
          "iPXE began but fetched no kernel: can the server reach the Manager's boot port (firewall,"
              + " VLAN)?";
      case Steps.KERNEL, Steps.INITRD, Steps.AGENT ->
          "The boot files were being fetched: a slow or broken network, or too little memory (1 GiB"
              + " is needed).";
      case Steps.SESSION_FILE ->
          "The kernel was started and never fetched the squashfs: look at the server's console; its"
              + " network card may need a driver or firmware that the rescue system lacks.";
      case Steps.SQUASHFS ->
          "The rescue system was being fetched or started: look at the server's console; too little"
              + " memory (1 GiB is needed) is the usual cause.";
      default -> "Look at the server's console, and check that it can reach the Manager's ports.";
    };
  }
}
