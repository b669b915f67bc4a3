package org.lifeboot.agent.explore;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lifeboot.agent.linux.OpenFile;
import org.lifeboot.agent.linux.RootFolder;
import org.lifeboot.agent.tool.Piped;
import org.lifeboot.protocol.FilePath;
import org.lifeboot.protocol.GlanceList;
import org.lifeboot.protocol.GlanceList.Kind;
import org.lifeboot.protocol.GlanceList.Sign;
import org.lifeboot.protocol.LogList;

/// What the text logs of rsyslogd(8) and the like tell of a system's death, where there is no
/// journal: rotated and compressed parts too, the newest first, as far as patience goes.
final class TextGlance {

  /// As Debian, Red Hat and SUSE call them.
  private static final Set<String> LOGS =
      Set.of("/var/log/syslog", "/var/log/messages", "/var/log/kern.log", "/var/log/daemon.log");

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final int MOST_SIGNS = 100;

  /// Of a larger one its end is looked through.
  private static final long MOST_BYTES = 64L << 20;

  private static final int BUFFER_BYTES = 256 << 10;

  private final RootFolder root;
  private final long end = System.nanoTime() + PATIENCE.toNanos();
  private final Map<Kind, List<Sign>> found = new EnumMap<>(Kind.class);
  private boolean all = true;

  TextGlance(RootFolder root) {
    this.root = root;
  }

  GlanceList glance() throws IOException {
    List<LogList.Log> logs =
        new Logs(root).list().logs().stream().filter(log -> LOGS.contains(log.name())).toList();
    if (logs.isEmpty()) {
      return new GlanceList(List.of(), "There is neither a systemd journal nor a system log here.");
    }
    for (LogList.Log log : logs) {
      lookThrough(log);
    }
    List<Sign> signs =
        found.values().stream()
            .flatMap(List::stream)
            .distinct() // what syslog tells kern.log tells too
            .sorted(Comparator.comparingLong(Sign::micros).reversed())
            .toList();
    return new GlanceList(signs, all ? "" : "The logs are long: only their newest part was read.");
  }

  private void lookThrough(LogList.Log log) throws IOException {
    for (String path : log.paths().reversed()) {
      if (System.nanoTime() > end) {
        all = false;
        return;
      }
      try (OpenFile file = root.openFile(new FilePath(path).bytes())) {
        lookThrough(file);
      } catch (RootFolder.NotOpened _) {
        all = false; // it has become something else meanwhile
      }
    }
  }

  private void lookThrough(OpenFile file) throws IOException {
    Optional<Unpacker> unpacker = Unpacker.of(file);
    if (unpacker.isEmpty()) {
      long begin = Math.max(0, file.facts().sizeBytes() - MOST_BYTES);
      all &= begin == 0;
      lookThrough(new Bytes(file, begin), file);
      return;
    }
    try (Piped tool = unpacker.get().start(file.path())) {
      lookThrough(tool.out(), file);
    }
  }

  /// The last of each kind are kept.
  private void lookThrough(InputStream bytes, OpenFile file) throws IOException {
    var last = new EnumMap<Kind, Deque<Sign>>(Kind.class);
    var times = new LogTimes(file.facts().modified());
    var line =
        new BoundedLine(new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8)));
    while (next(line)) {
      SystemLog.kind(line.text())
          .ifPresent(
              kind -> {
                Deque<Sign> signs = last.computeIfAbsent(kind, _ -> new ArrayDeque<>());
                signs.add(times.sign(kind, line.text()));
                if (signs.size() > MOST_SIGNS) {
                  signs.removeFirst();
                }
              });
    }
    last.forEach((kind, signs) -> keep(kind, signs.reversed()));
  }

  private void keep(Kind kind, Deque<Sign> newestFirst) {
    List<Sign> kept = found.computeIfAbsent(kind, _ -> new ArrayList<>());
    newestFirst.stream().limit(MOST_SIGNS).forEach(kept::add);
  }

  private boolean next(BoundedLine line) throws IOException {
    Wanted.require();
    if (System.nanoTime() > end) {
      all = false;
      return false;
    }
    return line.next();
  }

  /// A file from some place on.
  private static final class Bytes extends InputStream {
    private final OpenFile file;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private long at;

    Bytes(OpenFile file, long from) {
      this.file = file;
      this.at = from;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int count = file.read(at, buffer, Math.min(length, buffer.length));
      System.arraycopy(buffer, 0, into, offset, count);
      at += count;
      return count == 0 && length > 0 ? -1 : count;
    }
  }
}
