package org.lifeboot.manager.netboot;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lifeboot.manager.server.EfiLoader;
import org.lifeboot.manager.server.MacAddress;

/// The scripts that GRUB runs on a server with UEFI, as text (GNU GRUB manual, "Shell-like
/// scripting", "Networking"). Pure. It is GRUB that boots there and not iPXE, because only programs
/// that are signed may run under Secure Boot.
///
/// Whatever fails, a server ends at its disk: by the loader on it, else by going back to the
/// firmware, which goes on with the next boot device. Scripts are seen by anybody on the boot
/// network, as those of [IpxeScript] are.
///
/// @param mac the card that GRUB was loaded by
/// @param loader of the server's disk, tried before those that are looked for on any disk
record GrubScript(MacAddress mac, Optional<EfiLoader> loader) implements BootScript {

  /// How long a server's script is, whatever is in it: see [#padded].
  static final int BYTES = 16 << 10;

  /// Where operating systems put their loaders on the EFI system partition; the first that is found
  /// is started.
  private static final List<String> LOADERS =
      Stream.concat(
              Stream.of("debian", "ubuntu", "fedora", "redhat", "centos", "rocky", "almalinux")
                  .flatMap(system -> Stream.of("shimx64.efi", "grubx64.efi").map(each(system))),
              Stream.of(
                  "/EFI/opensuse/shim.efi",
                  "/EFI/sles/shim.efi",
                  "/EFI/arch/grubx64.efi",
                  "/EFI/systemd/systemd-bootx64.efi",
                  "/EFI/Microsoft/Boot/bootmgfw.efi",
                  "/EFI/BOOT/BOOTX64.EFI"))
          .toList();

  private static Function<String, String> each(String system) {
    return program -> "/EFI/" + system + "/" + program;
  }

  /// The same script with a comment at its end. GRUB that the firmware's HTTP Boot has loaded asks
  /// for the length of a script before it reads it, and to tell that of the true one a boot attempt
  /// would have to be begun twice.
  static String padded(String script) {
    int missing = BYTES - script.length() - 2;
    if (missing < 0) {
      throw new IllegalStateException(
          "a script of %d characters; %d are possible".formatted(script.length(), BYTES - 2));
    }
    return script + "#" + " ".repeat(missing) + "\n";
  }

  /// The first script, the same for every server: it asks for the server's own. `net_default_mac`
  /// is the address of the card that GRUB was loaded by. On a busy line GRUB gives a connection up
  /// after some seconds, so it asks twice; an answer never comes back here.
  ///
  /// @param manager `boot.url`
  static String start(URI manager) {
    return """
    echo 'Lifeboot: asking the Manager what this server boots'
    %1$s
    echo 'Lifeboot: no answer, asking once more'
    sleep 2
    %1$s
    echo 'Lifeboot: nothing for this server, booting from disk'
    %2$s"""
        .formatted(ask(manager), disk(LOADERS));
  }

  private static String ask(URI manager) {
    return ("source \"%s/boot/grub?mac=$net_default_mac&ip=$net_default_ip"
            + "&dhcp=$net_default_next_server&platform=efi\"")
        .formatted(device(manager) + path(manager));
  }

  @Override
  public String fromDisk(String serverName) {
    return """
    echo 'Lifeboot: %s boots from its disk'
    %s"""
        .formatted(BootScript.shown(serverName), disk());
  }

  @Override
  public String notPossible(String what, String serverName) {
    return """
    echo 'Lifeboot: %s for %s is not available, see the Manager'
    echo 'Lifeboot: booting from disk'
    %s"""
        .formatted(what, BootScript.shown(serverName), disk());
  }

  /// Memtest86+ is an EFI program that nobody has signed: under Secure Boot it is refused, and the
  /// server says so.
  @Override
  public String memtest(String serverName, URI memtest) {
    return """
    echo 'Lifeboot: starting Memtest86+ for %s'
    if linux %s console=ttyS0,115200; then
      boot
    fi
    echo 'Lifeboot: Memtest86+ could not be loaded (Secure Boot refuses it), booting from disk'
    %s"""
        .formatted(BootScript.shown(serverName), file(memtest), disk());
  }

  @Override
  public String rescue(String serverName, BootAddresses boot, String kernelArguments) {
    return """
    echo 'Lifeboot: starting the rescue system for %s'
    if linux %s %s; then
      if initrd %s %s %s; then
        echo 'Lifeboot: all boot files are here, starting the kernel'
        boot
      fi
    fi
    echo 'Lifeboot: the rescue system could not be loaded, booting from disk'
    %s"""
        .formatted(
            BootScript.shown(serverName),
            file(boot.kernel()),
            commandLine(boot, kernelArguments),
            file(boot.initrd()),
            file(boot.agent()),
            file(boot.session()),
            disk());
  }

  private String commandLine(BootAddresses boot, String kernelArguments) {
    String line =
        BootScript.whole(
            "%s fetch=%s BOOTIF=01-%s"
                .formatted(kernelArguments, boot.squashfs(), mac.text().replace(':', '-')));
    return Stream.of(line.split(" ", -1)).map(GrubScript::word).collect(Collectors.joining(" "));
  }

  /// A word that GRUB takes as it is.
  private static String word(String word) {
    if (word.indexOf('\'') >= 0) {
      throw new IllegalArgumentException("GRUB cannot be given an apostrophe: " + word);
    }
    return "'" + word + "'";
  }

  private String disk() {
    return disk(
        Stream.concat(loader.stream().map(EfiLoader::text), LOADERS.stream()).distinct().toList());
  }

  /// The disk's own loader; where none is found the firmware is asked, and may well show its menu.
  /// A loader is named without its device: shim looks for what comes next on the `root` device.
  private static String disk(List<String> loaders) {
    return """
    for loader in %s; do
      if search --no-floppy --file --set=root $loader; then
        if chainloader $loader; then
          boot
        fi
      fi
    done
    exit
    """
        .formatted(String.join(" ", loaders));
  }

  /// In apostrophes, for GRUB would look for files by the brackets of an IPv6 address.
  private static String file(URI address) {
    return word(device(address) + path(address));
  }

  private static String path(URI address) {
    return address.getRawPath().replaceAll("/+$", "");
  }

  /// GRUB's name of a web server: `(http,10.0.0.5:8081)`, `(http,[2001:db8::5]:8081)`.
  private static String device(URI address) {
    return "(http,%s)".formatted(address.getRawAuthority());
  }
}
