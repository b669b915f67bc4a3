package org.lifeboot.agent.explore;

import static org.lifeboot.agent.tool.Hostile.require;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipInputStream;
import org.lifeboot.agent.linux.Attributes;
import org.lifeboot.agent.linux.FileFacts;
import org.lifeboot.agent.tool.Hostile;
import org.lifeboot.protocol.FileKind;
import org.lifeboot.protocol.FilePath;
import org.lifeboot.protocol.GlanceList.Kind;
import org.lifeboot.protocol.GlanceList.Sign;

/// Journals, logs, searches, and archives of what lies on a stranger's disk.
public final class ExploreFuzz {

  private ExploreFuzz() {}

  public static void journal(byte[] input) {
    try {
      var line = new BoundedLine(new StringReader(Hostile.text(input)));
      while (line.next()) {
        Journalctl.line(line.text())
            .ifPresent(
                found -> {
                  require(found.entry().message().length() <= 4_096, "a message without an end");
                  require(found.entry().priority() >= -1, "no priority");
                });
        Journalctl.bootsIn(line.text());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A log's name leads to its base, and that to itself.
  public static void logName(byte[] input) {
    byte[] name = Arrays.copyOf(input, Math.min(input.length, 255));
    try {
      FilePath path = new FilePath("/var/log").child(name);
      FilePath base = new FilePath(Logs.base(path));
      require(base.parent().equals(path.parent()), "another folder: " + base);
    } catch (IllegalArgumentException _) {
      // no name that a file can have
    }
  }

  /// The first byte says how long the words are; what follows them is searched.
  public static void search(byte[] input) {
    int length = input.length == 0 ? 0 : Byte.toUnsignedInt(input[0]);
    if (length == 0 || input.length < 1 + length) {
      return;
    }
    String words = new String(input, 1, length, StandardCharsets.UTF_8);
    byte[] text = Arrays.copyOfRange(input, 1 + length, input.length);
    var needle = new Needle(words, false);
    byte[] wanted = words.getBytes(StandardCharsets.UTF_8);
    require(needle.first(text, 0, text.length) == slowly(text, wanted, 1), "the first place");
    require(
        needle.last(text, text.length, text.length) == slowly(text, wanted, -1), "the last place");
  }

  private static int slowly(byte[] text, byte[] wanted, int step) {
    int last = text.length - wanted.length;
    for (int at = step > 0 ? 0 : last; at >= 0 && at <= last; at += step) {
      if (Arrays.equals(text, at, at + wanted.length, wanted, 0, wanted.length)) {
        return at;
      }
    }
    return -1;
  }

  private static FileFacts facts(ByteBuffer from) {
    FileKind kind = (from.get(0) & 1) == 0 ? FileKind.FOLDER : FileKind.LINK;
    return new FileFacts(
        kind,
        from.getInt(1) & 0xFFF,
        new FileFacts.Owner(from.getInt(3), from.getInt(5)),
        0,
        0,
        Instant.ofEpochSecond(from.getLong(7) >> 16, from.getInt(15) & 0xFFFFFFF),
        1,
        2,
        new FileFacts.Numbers(0, 0),
        new FileFacts.Numbers(0, 0));
  }

  /// No file system keeps a zero byte in a name.
  private static byte[] name(byte[] input, int end) {
    byte[] name = Arrays.copyOfRange(input, 19, end);
    for (int i = 0; i < name.length; i++) {
      name[i] = name[i] == 0 ? (byte) '0' : name[i];
    }
    return name;
  }

  /// Names, links and owners of any kind make a tar of whole blocks whose sums are right.
  public static void tar(byte[] input) {
    if (input.length < 20) {
      return;
    }
    byte[] name = name(input, 19 + Math.max(1, (input.length - 19) / 2));
    byte[] target = Arrays.copyOfRange(input, 19 + (input.length - 19) / 2, input.length);
    var out = new ByteArrayOutputStream();
    try (var tar = new TarArchive(out)) {
      tar.add(name, facts(ByteBuffer.wrap(input)), attributes(name, target), target);
      tar.addText("words", Hostile.text(target));
      tar.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    requireWhole(out.toByteArray());
  }

  /// One of any name, and an ACL of any bytes.
  private static Attributes attributes(byte[] name, byte[] value) {
    String any = "user." + new String(name, StandardCharsets.ISO_8859_1);
    return new Attributes(
        List.of(
            new Attributes.Attribute(any, value),
            new Attributes.Attribute("system.posix_acl_access", value)),
        true);
  }

  /// A line of any words gets a time that a page can show.
  public static void systemLog(byte[] input) {
    if (input.length < 8) {
      return;
    }
    long seconds = ByteBuffer.wrap(input).getLong();
    long sane = Math.clamp(seconds, Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond());
    var times = new LogTimes(Instant.ofEpochSecond(sane));
    String line = Hostile.text(Arrays.copyOfRange(input, 8, input.length));
    Kind kind = SystemLog.kind(line).orElse(Kind.FAILED_UNIT);
    Sign sign = times.sign(kind, line);
    require(sign.micros() >= 0, "a time below zero");
    require(sign.message().length() <= 1_000, "too much is kept");
  }

  private static void requireWhole(byte[] tar) {
    require(tar.length % 512 == 0, "no whole blocks");
    int at = 0;
    while (at < tar.length && tar[at] != 0) {
      require(octal(tar, at + 148, 6) == sum(tar, at), "a wrong sum at " + at);
      at += 512 + (int) ((octal(tar, at + 124, 11) + 511) / 512) * 512;
    }
    require(at == tar.length - 1024, "it does not end with two empty blocks");
  }

  private static long octal(byte[] tar, int at, int digits) {
    return Long.parseLong(new String(tar, at, digits, StandardCharsets.US_ASCII), 8);
  }

  private static long sum(byte[] tar, int at) {
    long sum = 8 * ' ';
    for (int i = 0; i < 512; i++) {
      sum += i >= 148 && i < 156 ? 0 : Byte.toUnsignedInt(tar[at + i]);
    }
    return sum;
  }

  /// The same for a zip, which Java's own reader must be able to read.
  public static void zip(byte[] input) {
    if (input.length < 20) {
      return;
    }
    byte[] name = name(input, input.length);
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipArchive(out)) {
      zip.add(name, facts(ByteBuffer.wrap(input)), attributes(name, name), name);
      zip.addText("words", Hostile.text(name));
      zip.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try (var read =
        new ZipInputStream(
            new ByteArrayInputStream(out.toByteArray()), StandardCharsets.ISO_8859_1)) {
      int entries = 0;
      while (read.getNextEntry() != null) {
        read.readAllBytes();
        entries++;
      }
      require(entries == 2, "entries: " + entries);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
