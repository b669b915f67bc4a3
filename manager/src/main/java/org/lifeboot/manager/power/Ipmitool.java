package org.lifeboot.manager.power;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lifeboot.manager.process.Limits;
import org.lifeboot.manager.process.Outcome;
import org.lifeboot.manager.process.ProgramTalk;
import org.lifeboot.manager.process.Programs;

/// ipmitool(1), interface `lanplus` (IPMI 2.0, RMCP+). The password goes by the environment (`-E`
/// reads IPMI_PASSWORD), never as an argument. `-N 2 -R 3`: three tries of two seconds; the cipher
/// suite is given because each command loses ten seconds where it has to be found out.
record Ipmitool(PowerSettings.Ipmi settings) {

  private static final int USUAL_PORT = 623;
  private static final Limits LIMITS = new Limits(Duration.ofSeconds(40), 4000);

  /// Event logs and sensors come record by record: slow on real boards, and long.
  private static final Limits LONG_LIMITS = new Limits(Duration.ofSeconds(90), 100_000);

  /// What ipmitool said.
  sealed interface Said {
    record Well(String output) implements Said {}

    /// It could not, or would not.
    ///
    /// @param why in a person's words
    record Badly(String why, String toDo) implements Said {}
  }

  List<String> command(List<String> words) {
    Endpoint endpoint = Endpoint.of("ipmi", settings.address());
    List<String> command =
        new ArrayList<>(List.of("ipmitool", "-I", "lanplus", "-H", endpoint.host(), "-p"));
    command.add(Integer.toString(endpoint.portOr(USUAL_PORT)));
    command.addAll(List.of("-U", settings.user(), "-E", "-L", "ADMINISTRATOR"));
    command.addAll(List.of("-C", Integer.toString(settings.cipherSuite()), "-N", "2", "-R", "3"));
    command.addAll(words);
    return command;
  }

  Said run(String password, List<String> words) throws InterruptedException {
    Limits limits = words.contains("elist") || words.contains("sensor") ? LONG_LIMITS : LIMITS;
    return report(Programs.run(command(words), Map.of("IPMI_PASSWORD", password), limits));
  }

  /// Serial-over-LAN, for as long as it is talked to. Into a pipe, ipmitool keeps its first line
  /// for itself until the server sends something; stdbuf(1) of coreutils makes it speak at once.
  ProgramTalk console(String password) throws IOException {
    List<String> command = new ArrayList<>(List.of("stdbuf", "-o0"));
    command.addAll(command(List.of("sol", "activate")));
    return Programs.talk(command, Map.of("IPMI_PASSWORD", password));
  }

  static Said report(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Exited(int code, String output) when code == 0 -> new Said.Well(output);
      case Outcome.Exited(int _, String output) -> failure(output);
      case Outcome.TimedOut(Duration limit, String _) ->
          new Said.Badly(
              "ipmitool was not done after " + limit.toSeconds() + " seconds and was killed",
              "Is the management controller overloaded? Resetting it helps many");
      case Outcome.NotStarted(String reason) ->
          new Said.Badly(reason, "Install the package ipmitool on the Manager's machine");
    };
  }

  private static Said failure(String output) {
    if (output.contains("Unable to establish")) {
      return new Said.Badly(
          "no session: the controller does not answer, or refuses user or password",
          "Check address, user and password; that IPMI over LAN is switched on in the controller; and"
              + " that the user may be ADMINISTRATOR there");
    }
    if (output.contains("Insufficient privilege")) {
      return new Said.Badly(
          "the user may not do that", "Give the user the role of administrator in the controller");
    }
    return new Said.Badly(
        output.isEmpty() ? "an error without words" : output,
        "The words are ipmitool's; try the same in the controller's own page");
  }
}
