package org.lifeboot.agent.backup;

import io.avaje.json.JsonException;
import io.avaje.jsonb.Json;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.JsonText;
import org.lifeboot.agent.tool.Outcome;

/// restic(1): an encrypted repository of backups, in a folder or on another machine.
///
/// @param password opens the repository; handed over on standard input
/// @param environment credentials of object stores, as restic names them (`AWS_ACCESS_KEY_ID`, …)
record Restic(String repository, String password, Map<String, String> environment) {

  /// Some files could not be read; the snapshot of the others is there.
  static final int INCOMPLETE = 3;

  private static final Duration SHORT = Duration.ofMinutes(5);
  private static final Duration LONG = Duration.ofDays(14);
  private static final int KEPT_BYTES = 256 << 10;
  private static final int NO_REPOSITORY = 10; // since restic 0.17
  private static final JsonType<Line> LINE = Jsonb.builder().build().type(Line.class);

  Restic {
    environment = Map.copyOf(environment);
  }

  /// Without the password.
  @Override
  public String toString() {
    return "restic repository " + repository;
  }

  Command config() {
    return command(SHORT, List.of("cat", "config"));
  }

  Command init() {
    return command(SHORT, List.of("init"));
  }

  /// One snapshot of some files and folders, with what stands below them.
  Command backup(List<Path> sources, String tag) {
    List<String> words = new ArrayList<>(List.of("backup", "--json", "--tag", tag, "--"));
    sources.forEach(source -> words.add(source.toString()));
    return command(LONG, words);
  }

  /// One snapshot of what it is fed on standard input, kept as a file. The password goes by its
  /// environment, which is root's alone to read.
  Command backupOfInput(String fileName, String tag) {
    List<String> words = new ArrayList<>(List.of("restic", "--repo", repository, "--no-cache"));
    words.addAll(List.of("backup", "--json", "--tag", tag, "--stdin", "--stdin-filename"));
    words.add(fileName);
    var surroundings = new HashMap<>(environment);
    surroundings.put("RESTIC_PASSWORD", password);
    return new Command(words, "", LONG, KEPT_BYTES, Command.More.DROP)
        .withEnvironment(surroundings);
  }

  /// Reads everything that is in the repository, and holds it against its checksums.
  Command checkAll() {
    return command(LONG, List.of("check", "--read-data"));
  }

  private Command command(Duration limit, List<String> words) {
    List<String> all = new ArrayList<>(List.of("restic", "--repo", repository, "--no-cache"));
    all.addAll(List.of("--password-file", "/dev/stdin"));
    all.addAll(words);
    return new Command(all, password + "\n", limit, KEPT_BYTES, Command.More.DROP)
        .withEnvironment(environment);
  }

  /// Whether there is no repository yet; a wrong password, or a host that does not answer, is
  /// something else.
  static boolean isMissing(Outcome config) {
    return config instanceof Outcome.Exited(int code, _, String stderr)
        && (code == NO_REPOSITORY || (code == 1 && stderr.contains("Is there a repository at")));
  }

  /// A line of `restic backup --json`; empty for what is none.
  static Optional<Line> line(String text) {
    if (!text.startsWith("{")) {
      return Optional.empty();
    }
    try {
      return Optional.of(JsonText.read(LINE, text));
    } catch (JsonException _) {
      return Optional.empty();
    }
  }

  /// One message (restic's documentation, "Scripting", "JSON output", backup).
  @Json
  record Line(
      @Json.Property("message_type") @Nullable String type,
      @Json.Property("percent_done") double fraction,
      @Json.Property("seconds_remaining") long secondsLeft,
      @Json.Property("total_files_processed") long files,
      @Json.Property("total_bytes_processed") long bytes,
      @Json.Property("data_added") long addedBytes,
      @Json.Property("snapshot_id") @Nullable String snapshot,
      @Nullable String item) {

    boolean is(String wanted) {
      return wanted.equals(type);
    }

    String unreadable() {
      return HostileText.line(item == null ? "" : item, 400);
    }
  }
}
