package org.lifeboot.manager.web.page;

import org.jspecify.annotations.Nullable;

/// What was just done, told after the redirect that follows a form. The address holds a word of
/// this list, never the sentence.
final class Notices {

  private Notices() {}

  static String of(@Nullable String done) {
    return switch (done) {
      case null -> "";
      case "added" -> "Added. It goes on booting its disk until you choose rescue.";
      case "saved" -> "Saved.";
      case "removed" -> "Removed.";
      case "rescue" -> "Rescue is chosen for the next boot. Now reboot the server.";
      case "memtest" -> "Memtest86+ is chosen for the next boot. Now reboot the server.";
      case "disk" -> "Disk is chosen. If the server is in rescue, a soft reboot is left to do.";
      case "soft" -> "Soft reboot asked for. The timeline says how it goes.";
      case "hard" -> "Hard reboot asked for. The timeline says how it goes.";
      case "ladder" ->
          "It is being rebooted into rescue, by one way after the other. The timeline says how it"
              + " goes.";
      case "medium" -> "It is being rebooted from the rescue ISO. The timeline says how it goes.";
      case "stop" -> "Stopped: no further way is tried.";
      case "on" -> "It is switched on.";
      case "off" -> "It is switched off.";
      case "asked" -> "Technicians were asked by mail; their answer is waited for.";
      case "task" -> "Noted, thank you.";
      case "trusted" -> "That certificate or host key is trusted from now on.";
      case "drives" -> "The rescue system looks at the drives again.";
      case "password" ->
          "Password changed. Your other log-ins on these pages are closed, and your API tokens are"
              + " worthless from now on.";
      case "password-tokens" ->
          "Password changed. Your other log-ins on these pages are closed; API tokens stay, so"
              + " revoke those you do not know.";
      case "account-removed" -> "Removed. Its log-ins and API tokens are worthless from now on.";
      case "incident" -> "Support has it. What is said about it stands on this page.";
      case "forgotten" -> "Off the list. It comes back when it asks again.";
      case "revoked" -> "The token is revoked; whoever still has it can do nothing with it.";
      default -> "";
    };
  }
}
