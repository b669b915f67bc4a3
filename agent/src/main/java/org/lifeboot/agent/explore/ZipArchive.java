package org.lifeboot.agent.explore;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.lifeboot.agent.linux.Attributes;
import org.lifeboot.agent.linux.FileFacts;
import org.lifeboot.agent.linux.OpenFile;
import org.lifeboot.protocol.FileKind;

/// A zip file (PKWARE APPNOTE 6.3.9), with ZIP64 where it must be, Unix permissions, links as
/// links, and the time to the second (Info-ZIP's extra field 0x5455). It cannot hold hard links,
/// extended attributes and ACLs, and says how many it had to. The list at its end is kept outside
/// of the Java heap until then.
@SuppressWarnings("ByteBufferBackingArray") // all made by allocate
final class ZipArchive implements Archive {

  private static final int LOCAL = 0x04034b50;
  private static final int DESCRIPTOR = 0x08074b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int END = 0x06054b50;
  private static final int END64 = 0x06064b50;
  private static final int LOCATOR64 = 0x07064b50;

  private static final int VERSION = 45;
  private static final int UNIX = 3 << 8;
  private static final int SIZES_BEHIND = 1 << 3;
  private static final int UTF_8 = 1 << 11;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;
  private static final long LARGEST = 0xFFFFFFFFL;

  /// From here on the sizes behind a file take 8 bytes each; a margin, as packing can lengthen.
  private static final long LARGE = 4_000_000_000L;

  /// 1980-01-01, the first day there is.
  private static final int NO_DAY = 0x21;

  private static final int MOST_LIST_BYTES = 256 << 20;

  private final OutputStream out;
  private final FileBytes bytes = new FileBytes();
  private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
  private final byte[] packed = new byte[64 << 10];
  private final Kept list = new Kept();
  private long written;
  private long entries;
  private long hardLinks;
  private long withAttributes;

  ZipArchive(OutputStream out) {
    this.out = out;
  }

  /// One entry: what both of its headers tell.
  @SuppressWarnings("ArrayRecordComponent") // handed over, and not kept
  private record Entry(
      byte[] name,
      FileFacts facts,
      long at,
      int method,
      long crc,
      long packedBytes,
      long sizeBytes) {

    boolean large() {
      return facts.sizeBytes() >= LARGE;
    }

    int flags() {
      return (method == DEFLATED ? SIZES_BEHIND : 0) | (utf8(name) ? UTF_8 : 0);
    }

    private static boolean utf8(byte[] name) {
      try {
        CharBuffer _ = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name));
        return true;
      } catch (CharacterCodingException _) {
        return false;
      }
    }
  }

  @Override
  public void add(byte[] name, FileFacts facts, Attributes attributes, byte[] target)
      throws IOException {
    count(attributes);
    boolean folder = facts.kind() == FileKind.FOLDER;
    byte[] full = folder ? Arrays.copyOf(name, name.length + 1) : name;
    if (folder) {
      full[name.length] = '/';
    }
    stored(full, facts, target);
  }

  private void stored(byte[] name, FileFacts facts, byte[] content) throws IOException {
    var crc = new CRC32();
    crc.update(content);
    var entry =
        new Entry(name, facts, written, STORED, crc.getValue(), content.length, content.length);
    write(local(entry, false));
    write(content);
    list(entry);
  }

  @Override
  public void addText(String name, String text) throws IOException {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    stored(name.getBytes(StandardCharsets.UTF_8), TextFacts.of(content), content);
  }

  private void count(Attributes attributes) {
    withAttributes += attributes.isEmpty() ? 0 : 1;
  }

  @Override
  public boolean addAgain(byte[] name, FileFacts facts) {
    hardLinks++;
    return false;
  }

  @Override
  public List<String> lost() {
    var lost = new ArrayList<String>();
    if (hardLinks > 0) {
      lost.add(
          "A zip cannot hold hard links: %d files with several names are files of their own here."
              .formatted(hardLinks));
    }
    if (withAttributes > 0) {
      lost.add(
          "A zip cannot hold extended attributes and ACLs: %d files and folders have some."
              .formatted(withAttributes));
    }
    return lost;
  }

  @Override
  public void add(byte[] name, OpenFile file, Attributes attributes, Trouble trouble)
      throws IOException {
    count(attributes);
    FileFacts facts = file.facts();
    var begun = new Entry(name, facts, written, DEFLATED, 0, 0, 0);
    write(local(begun, begun.large()));
    long before = written;
    var crc = new CRC32();
    deflater.reset();
    bytes.copy(
        file,
        0,
        facts.sizeBytes(),
        (chunk, length) -> {
          crc.update(chunk, 0, length);
          deflater.setInput(chunk, 0, length);
          drain(false);
        },
        trouble);
    deflater.finish();
    drain(true);
    var entry =
        new Entry(
            name, facts, begun.at(), DEFLATED, crc.getValue(), written - before, facts.sizeBytes());
    write(behind(entry));
    list(entry);
  }

  private void drain(boolean toTheEnd) throws IOException {
    while (toTheEnd ? !deflater.finished() : !deflater.needsInput()) {
      int count = deflater.deflate(packed);
      out.write(packed, 0, count);
      written += count;
    }
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /// 4.3.7. What follows the data is 0 here.
  private static byte[] local(Entry entry, boolean large) {
    byte[] extra = large ? extra64(0, 0) : new byte[0];
    byte[] time = extraTime(entry.facts().modified());
    var header = buffer(30 + entry.name().length + extra.length + time.length);
    header.putInt(LOCAL).putShort((short) VERSION).putShort((short) entry.flags());
    header.putShort((short) entry.method()).putShort((short) 0).putShort((short) NO_DAY);
    header.putInt((int) entry.crc());
    header.putInt(large ? -1 : (int) entry.packedBytes());
    header.putInt(large ? -1 : (int) entry.sizeBytes());
    header.putShort((short) entry.name().length);
    header.putShort((short) (extra.length + time.length));
    return header.put(entry.name()).put(extra).put(time).array();
  }

  private static byte[] extra64(long sizeBytes, long packedBytes) {
    return buffer(20)
        .putShort((short) 1)
        .putShort((short) 16)
        .putLong(sizeBytes)
        .putLong(packedBytes)
        .array();
  }

  private static byte[] extraTime(Instant modified) {
    long seconds = Math.clamp(modified.getEpochSecond(), Integer.MIN_VALUE, Integer.MAX_VALUE);
    return buffer(9)
        .putShort((short) 0x5455)
        .putShort((short) 5)
        .put((byte) 1)
        .putInt((int) seconds)
        .array();
  }

  /// 4.3.9
  private static byte[] behind(Entry entry) {
    var descriptor = buffer(entry.large() ? 24 : 16);
    descriptor.putInt(DESCRIPTOR).putInt((int) entry.crc());
    if (entry.large()) {
      descriptor.putLong(entry.packedBytes()).putLong(entry.sizeBytes());
    } else {
      descriptor.putInt((int) entry.packedBytes()).putInt((int) entry.sizeBytes());
    }
    return descriptor.array();
  }

  /// 4.3.12
  private void list(Entry entry) throws IOException {
    var large = buffer(28).putShort((short) 1).putShort((short) 24);
    large.putLong(entry.sizeBytes()).putLong(entry.packedBytes()).putLong(entry.at());
    boolean needed = entry.large() || entry.at() >= LARGEST;
    byte[] extra = needed ? large.array() : new byte[0];
    byte[] time = extraTime(entry.facts().modified());
    var header = buffer(46 + entry.name().length + extra.length + time.length);
    header.putInt(CENTRAL).putShort((short) (UNIX | VERSION)).putShort((short) VERSION);
    header.putShort((short) entry.flags()).putShort((short) entry.method());
    header.putShort((short) 0).putShort((short) NO_DAY).putInt((int) entry.crc());
    header.putInt(needed ? -1 : (int) entry.packedBytes());
    header.putInt(needed ? -1 : (int) entry.sizeBytes());
    header.putShort((short) entry.name().length);
    header.putShort((short) (extra.length + time.length));
    header.putShort((short) 0).putShort((short) 0).putShort((short) 0);
    header.putInt(mode(entry.facts()) << 16 | folderBit(entry.facts()));
    header.putInt(needed ? -1 : (int) entry.at());
    list.add(header.put(entry.name()).put(extra).put(time).array());
    entries++;
  }

  private static int mode(FileFacts facts) {
    int kind =
        switch (facts.kind()) {
          case FOLDER -> 0040000;
          case LINK -> 0120000;
          default -> 0100000;
        };
    return kind | facts.mode();
  }

  private static int folderBit(FileFacts facts) {
    return facts.kind() == FileKind.FOLDER ? 0x10 : 0;
  }

  @Override
  public void finish() throws IOException {
    long begin = written;
    list.writeTo(out);
    written += list.bytes();
    long size = written - begin;
    if (entries >= 0xFFFF || begin >= LARGEST || size >= LARGEST) {
      write(end64(begin, size));
    }
    var end = buffer(22).putInt(END).putInt(0);
    end.putShort((short) Math.min(entries, 0xFFFF)).putShort((short) Math.min(entries, 0xFFFF));
    end.putInt((int) Math.min(size, LARGEST)).putInt((int) Math.min(begin, LARGEST));
    write(end.putShort((short) 0).array());
    out.flush();
  }

  /// 4.3.14, 4.3.15
  private byte[] end64(long begin, long size) {
    var end = buffer(56 + 20).putInt(END64).putLong(44);
    end.putShort((short) (UNIX | VERSION)).putShort((short) VERSION).putInt(0).putInt(0);
    end.putLong(entries).putLong(entries).putLong(size).putLong(begin);
    return end.putInt(LOCATOR64).putInt(0).putLong(begin + size).putInt(1).array();
  }

  private void write(byte[] content) throws IOException {
    out.write(content);
    written += content.length;
  }

  @Override
  public void close() {
    deflater.end();
    list.close();
  }

  /// Bytes outside of the Java heap.
  private static final class Kept implements AutoCloseable {
    private static final int CHUNK = 1 << 20;

    private final Arena arena = Arena.ofShared();
    private final List<MemorySegment> chunks = new ArrayList<>();
    private int used = CHUNK;

    void add(byte[] content) throws IOException {
      int done = 0;
      while (done < content.length) {
        if (used == CHUNK) {
          grow();
        }
        int count = Math.min(CHUNK - used, content.length - done);
        MemorySegment.copy(content, done, chunks.getLast(), ValueLayout.JAVA_BYTE, used, count);
        used += count;
        done += count;
      }
    }

    private void grow() throws IOException {
      if (chunks.size() >= MOST_LIST_BYTES / CHUNK) {
        throw new IOException("too many files for a zip: take the tar.zst");
      }
      chunks.add(arena.allocate(CHUNK));
      used = 0;
    }

    long bytes() {
      return chunks.isEmpty() ? 0 : (chunks.size() - 1L) * CHUNK + used;
    }

    void writeTo(OutputStream out) throws IOException {
      for (int i = 0; i < chunks.size(); i++) {
        int count = i == chunks.size() - 1 ? used : CHUNK;
        out.write(chunks.get(i).asSlice(0, count).toArray(ValueLayout.JAVA_BYTE));
      }
    }

    @Override
    public void close() {
      arena.close();
    }
  }
}
