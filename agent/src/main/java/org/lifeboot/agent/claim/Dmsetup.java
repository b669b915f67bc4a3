package org.lifeboot.agent.claim;

import java.time.Duration;
import java.util.List;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Outcome;

/// dmsetup(8): makes and removes device-mapper devices.
final class Dmsetup {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private Dmsetup() {}

  static Command createReadOnly(String name, String table) {
    return Command.of(LIMIT, "dmsetup", "create", "--readonly", name, "--table", table);
  }

  static Command create(String name, String table) {
    return Command.of(LIMIT, "dmsetup", "create", name, "--table", table);
  }

  static String linear(long sectors, String device) {
    return "0 " + sectors + " linear " + device + " 0";
  }

  /// The kernel's Documentation/admin-guide/device-mapper/snapshot.rst: `N` keeps no list of what
  /// was changed on the store, which nobody reads again; 8 sectors are changed at a time.
  static String snapshot(long sectors, String device, String store) {
    return "0 " + sectors + " snapshot " + device + " " + store + " N 8";
  }

  /// The same, with a list of what was changed on the store ([ExceptionStore]).
  static String recordingSnapshot(long sectors, String device, String store) {
    return "0 " + sectors + " snapshot " + device + " " + store + " P 8";
  }

  static Command remove(String name) {
    return Command.of(LIMIT, "dmsetup", "remove", "--retry", name);
  }

  /// The kernel removes it when whoever has it open lets go.
  static Command removeLater(String name) {
    return Command.of(LIMIT, "dmsetup", "remove", "--deferred", name);
  }

  static Command status(String name) {
    return Command.of(LIMIT, "dmsetup", "status", name);
  }

  /// A snapshot's status is `0 204800 snapshot 16/65536 0`, or, when it is lost, `… Invalid`.
  static boolean lost(Outcome status) {
    return status instanceof Outcome.Exited(_, String stdout, _)
        && (stdout.contains("Invalid") || stdout.contains("Overflow"));
  }

  /// The snapshot says how much of its store is taken: it is in use and well.
  static boolean whole(Outcome status) {
    return status instanceof Outcome.Exited(int code, String stdout, _)
        && code == 0
        && stdout.strip().matches("\\d+ \\d+ snapshot \\d+/\\d+ \\d+");
  }

  static Command list() {
    return Command.of(LIMIT, "dmsetup", "ls");
  }

  /// Names; `dmsetup ls` writes `name<tab>(254:0)`, or `No devices found`.
  static List<String> names(Outcome outcome) {
    if (!(outcome instanceof Outcome.Exited(int code, String stdout, _)) || code != 0) {
      return List.of();
    }
    return stdout.lines().filter(line -> line.contains("\t")).map(Dmsetup::name).toList();
  }

  private static String name(String line) {
    return line.substring(0, line.indexOf('\t')).strip();
  }
}
