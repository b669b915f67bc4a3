package org.lifeboot.agent.check.memory;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Outcome;

/// memtester(8), 4.5 and newer: locks a region and writes and reads it with all its patterns, on
/// one processor.
final class Memtester {

  /// Its tests in their order, and what each takes of the whole, in thousandths (measured with 64
  /// and with 512 MiB, memtester 4.6).
  record Test(String name, int share) {}

  static final List<Test> TESTS =
      List.of(
          new Test("Stuck Address", 20),
          new Test("Random Value", 10),
          new Test("Compare XOR", 2),
          new Test("Compare SUB", 2),
          new Test("Compare MUL", 2),
          new Test("Compare DIV", 2),
          new Test("Compare OR", 2),
          new Test("Compare AND", 2),
          new Test("Sequential Increment", 2),
          new Test("Solid Bits", 45),
          new Test("Block Sequential", 175),
          new Test("Checkerboard", 48),
          new Test("Bit Spread", 88),
          new Test("Bit Flip", 368),
          new Test("Walking Ones", 90),
          new Test("Walking Zeroes", 90),
          new Test("8-bit Writes", 27),
          new Test("16-bit Writes", 25));

  private static final Pattern TEST = Pattern.compile("^ {2}([A-Z0-9][A-Za-z0-9 -]{1,30}?) *: ");

  private static final Pattern LOCKED =
      Pattern.compile("got +\\d+[A-Z]+ \\((\\d{1,18}) bytes\\), trying mlock \\.\\.\\.locked");

  private static final Pattern OFFSET = Pattern.compile("at offset 0x([0-9a-f]{1,16})");

  private static final long PAGE = 4096;

  private Memtester() {}

  /// One pass over a region. The time limit is for the slowest machine there may be: a good one
  /// takes a hundredth of it.
  static Command command(long kib) {
    Duration limit = Duration.ofHours(1).plusMillis(30 * kib);
    return new Command(
        List.of("memtester", size(kib), "1"), "", limit, 256 << 10, Command.More.DROP);
  }

  static String size(long kib) {
    return kib + "K";
  }

  /// Whether it came to its end; what it found is in its lines (exit code: 2 and 4 are faults of
  /// the memory, 1 its own trouble).
  static boolean ended(Outcome outcome) {
    return outcome instanceof Outcome.Exited(int code, String stdout, _)
        && (code & ~6) == 0
        && stdout.contains("Done.");
  }

  /// The test that this line reports on, which has ended.
  static Optional<Test> ended(String line) {
    Matcher found = TEST.matcher(line);
    return found.find()
        ? TESTS.stream().filter(test -> test.name().equals(found.group(1))).findFirst()
        : Optional.empty();
  }

  static Optional<Test> after(Test test) {
    int next = TESTS.indexOf(test) + 1;
    return next < TESTS.size() ? Optional.of(TESTS.get(next)) : Optional.empty();
  }

  static boolean failure(String line) {
    return line.contains("FAILURE: ");
  }

  /// Whether its exit code tells of faults in the memory.
  static boolean failed(Outcome outcome) {
    return outcome instanceof Outcome.Exited(int code, _, _) && code > 0 && (code & ~6) == 0;
  }

  /// The virtual addresses that a failure may speak of. "Stuck Address" counts from the region's
  /// begin; all other tests compare the region's halves and count from the begin of each. The
  /// region begins with the first whole page behind malloc's 16 bytes (memtester.c).
  ///
  /// @param begin where the locked pages begin
  static LongStream candidates(long begin, long wantedBytes, long offset, String failure) {
    long half = (wantedBytes - PAGE + 16) / 2;
    return failure.contains("bad address line")
        ? LongStream.of(begin + offset)
        : LongStream.of(begin + offset, begin + half + offset);
  }

  static OptionalLong offset(String line) {
    Matcher found = OFFSET.matcher(line);
    return found.find()
        ? OptionalLong.of(Long.parseUnsignedLong(found.group(1), 16))
        : OptionalLong.empty();
  }

  /// How much it has locked; empty while it has not, or could not.
  static OptionalLong lockedBytes(String line) {
    Matcher found = LOCKED.matcher(line);
    return found.find() ? OptionalLong.of(Long.parseLong(found.group(1))) : OptionalLong.empty();
  }

  /// The line without the turning wheel that it draws by going back.
  static String plain(String line) {
    var text = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      char next = line.charAt(i);
      if (next != '\b') {
        text.append(next);
      } else if (!text.isEmpty()) {
        text.deleteCharAt(text.length() - 1);
      }
    }
    return text.toString();
  }
}
