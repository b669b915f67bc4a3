package org.lifeboot.cli.command;

/// What to do about a refusal, as a command where one helps. The Manager's own words come first.
final class Advice {

  private Advice() {}

  /// @param code a problem code of the API
  static String of(String code) {
    return switch (code) {
      case "not-found" -> "Which servers there are: lifeboot server list";
      case "session-live" ->
          "Follow it with: lifeboot session wait SERVER; leave it with: lifeboot boot disk SERVER";
      case "no-session" -> "Begin one with: lifeboot rescue SERVER";
      case "repair-refused" ->
          "See how it stands with: lifeboot session report SERVER; a new plan comes with:"
              + " lifeboot session check SERVER filesystem:DEVICE";
      case "no-image" -> "On the Manager's machine, build the rescue system: ./lifeboot image";
      case "power-not-configured" ->
          "Without a power driver somebody must press the button; the netboot choice stands.";
      default -> "";
    };
  }
}
