package org.lifeboot.agent.explore;

import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lifeboot.protocol.ExploreOrder.ReadJournal;
import org.lifeboot.protocol.GlanceList;
import org.lifeboot.protocol.JournalPage;

/// journalctl(1) of systemd 257: one JSON object per line and entry (systemd.journal-fields(7)); a
/// field of more than 4 KiB is `null`, one that is no text an array of its bytes.
final class Journalctl {

  static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final int LONGEST_MESSAGE = 4_096;

  private static final JsonType<Object> JSON = Jsonb.builder().build().type(Object.class);

  private static final String FIELDS =
      "--output-fields=MESSAGE,PRIORITY,SYSLOG_IDENTIFIER,_SYSTEMD_UNIT,UNIT,_COMM,_BOOT_ID";

  private Journalctl() {}

  /// One entry and its place.
  record Line(JournalPage.Entry entry, String cursor) {}

  /// What the glance looks for.
  ///
  /// @param matches fields, or `--grep=…`
  record Question(GlanceList.Kind kind, List<String> matches) {
    Question {
      matches = List.copyOf(matches);
    }
  }

  /// The message ids are those of systemd's catalog: a unit has failed, its start or its process.
  static final List<Question> QUESTIONS =
      List.of(
          new Question(
              GlanceList.Kind.OUT_OF_MEMORY,
              List.of(
                  "--case-sensitive=false",
                  "--grep=out of memory: kill|oom-kill:|memory cgroup out of memory")),
          new Question(
              GlanceList.Kind.KERNEL_PANIC,
              List.of(
                  "_TRANSPORT=kernel",
                  "--case-sensitive=false",
                  "--grep=kernel panic|kernel BUG|Oops:|general protection fault|soft lockup")),
          new Question(
              GlanceList.Kind.DISK_ERROR,
              List.of(
                  "_TRANSPORT=kernel",
                  "--case-sensitive=false",
                  "--grep=I/O error|EXT4-fs error|XFS .*(corrupt|shut)|BTRFS (error|critical)")),
          new Question(
              GlanceList.Kind.FAILED_UNIT,
              List.of(
                  "MESSAGE_ID=be02cf6855d2428ba40df7e9d022f03d",
                  "MESSAGE_ID=d9b373ed55a64feb8242e02dbe79a49c")));

  private static List<String> common(int most) {
    return List.of(
        "journalctl",
        "--no-pager",
        "--quiet",
        "--output=json",
        FIELDS,
        "--reverse",
        "--lines=" + most);
  }

  static List<String> page(ReadJournal wanted, int most) {
    var words = new ArrayList<>(common(most));
    if (!wanted.unit().isEmpty()) {
      words.add("--unit=" + wanted.unit());
    }
    if (wanted.priority() >= 0 && wanted.priority() < 7) {
      words.add("--priority=" + wanted.priority());
    }
    if (!wanted.boot().isEmpty()) {
      words.add("--boot=" + wanted.boot());
    }
    if (wanted.since() > 0) {
      words.add("--since=@" + wanted.since());
    }
    if (wanted.until() > 0) {
      words.add("--until=@" + wanted.until());
    }
    if (!wanted.cursor().isEmpty()) {
      words.add("--after-cursor=" + wanted.cursor());
    }
    return words;
  }

  static List<String> boots() {
    return List.of("journalctl", "--no-pager", "--quiet", "--output=json", "--list-boots");
  }

  static List<String> glance(Question question, int most) {
    var words = new ArrayList<>(common(most));
    words.addAll(question.matches());
    return words;
  }

  /// Reads one line of output; empty for what is none.
  static Optional<Line> line(String text) {
    if (!(json(text) instanceof Map<?, ?> fields)) {
      return Optional.empty();
    }
    return Optional.of(
        new Line(
            new JournalPage.Entry(
                number(fields, "__REALTIME_TIMESTAMP"),
                Math.clamp(fields.containsKey("PRIORITY") ? number(fields, "PRIORITY") : -1, -1, 7),
                source(fields),
                text(fields, "MESSAGE"),
                text(fields, "_BOOT_ID")),
            text(fields, "__CURSOR")));
  }

  private static String source(Map<?, ?> fields) {
    for (String name : List.of("SYSLOG_IDENTIFIER", "_COMM", "_SYSTEMD_UNIT", "UNIT")) {
      if (!text(fields, name).isEmpty()) {
        return text(fields, name);
      }
    }
    return "";
  }

  /// `[{"index":0,"boot_id":"…","first_entry":…,"last_entry":…}]` on one line.
  static List<JournalPage.Boot> bootsIn(String text) {
    if (!(json(text) instanceof List<?> all)) {
      return List.of();
    }
    return all.stream()
        .flatMap(each -> each instanceof Map<?, ?> fields ? List.of(boot(fields)).stream() : null)
        .toList();
  }

  private static JournalPage.Boot boot(Map<?, ?> fields) {
    return new JournalPage.Boot(
        text(fields, "boot_id"), number(fields, "first_entry"), number(fields, "last_entry"));
  }

  private static Object json(String text) {
    try {
      Object value = JSON.fromJson(text);
      return value == null ? "" : value;
    } catch (RuntimeException | StackOverflowError _) {
      return ""; // what a broken journal makes journalctl say
    }
  }

  private static long number(Map<?, ?> fields, String name) {
    return switch (fields.get(name)) {
      case Number number -> number.longValue();
      case String digits when digits.matches("\\d{1,18}") -> Long.parseLong(digits);
      case null, default -> 0;
    };
  }

  private static String text(Map<?, ?> fields, String name) {
    return switch (fields.get(name)) {
      case String text -> cut(text);
      case List<?> bytes -> cut(ofBytes(bytes));
      case null, default -> "";
    };
  }

  /// Either the bytes of a text, or several values of one field.
  private static String ofBytes(List<?> values) {
    if (!values.isEmpty() && values.getFirst() instanceof String) {
      return String.join(", ", values.stream().map(String::valueOf).toList());
    }
    var bytes = new byte[values.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = values.get(i) instanceof Number number ? number.byteValue() : 0;
    }
    return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE);
  }
}
