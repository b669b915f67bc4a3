package org.lifeboot.agent.explore;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lifeboot.agent.linux.Attributes;
import org.lifeboot.agent.linux.FileFacts;
import org.lifeboot.agent.linux.OpenFile;
import org.lifeboot.protocol.FileKind;

/// A tar file: ustar headers (POSIX.1-1988), with pax ones (POSIX.1-2001) before them where a name
/// is long or a number large, and GNU tar's sparse format 1.0, so that a hole stays one. Names and
/// links are the bytes that they are. Extended attributes and ACLs are kept in the records that
/// star(1) invented and tar(1) reads with `--xattrs --xattrs-include='*' --acls`.
///
/// Written here and not by tar(1), because that one takes FIFOs and devices along, and ends with
/// nothing but an exit code when a part of a file cannot be read.
final class TarArchive implements Archive {

  private static final int BLOCK = 512;
  private static final int NAME_BYTES = 100;

  /// 11 octal digits.
  private static final long LARGEST = 077777777777L;

  /// 7 octal digits.
  private static final int LARGEST_ID = 07777777;

  private static final byte[] ZEROS = new byte[BLOCK];

  /// A file of more pieces is stored whole: its list of them is kept in memory.
  private static final int MOST_STRETCHES = 100_000;

  private final OutputStream out;
  private final FileBytes bytes = new FileBytes();
  private final FirstNames firstNames = new FirstNames();

  TarArchive(OutputStream out) {
    this.out = out;
  }

  /// Where data lies between holes.
  private record Stretch(long from, long to) {}

  @Override
  public void add(byte[] name, FileFacts facts, Attributes attributes, byte[] target)
      throws IOException {
    boolean folder = facts.kind() == FileKind.FOLDER;
    var header = new Header(folder ? withSlash(name) : name, facts, folder ? '5' : '2');
    header.target = target;
    header.write(Pax.of(attributes));
  }

  @Override
  public boolean addAgain(byte[] name, FileFacts facts) throws IOException {
    Optional<byte[]> first = firstNames.of(facts);
    if (first.isEmpty()) {
      return false;
    }
    var header = new Header(name, facts, '1');
    header.target = first.get();
    header.write(new Pax());
    return true;
  }

  @Override
  public List<String> lost() {
    return firstNames.full()
        ? List.of("There are very many hard links: some of them are files of their own here.")
        : List.of();
  }

  private static byte[] withSlash(byte[] name) {
    byte[] longer = java.util.Arrays.copyOf(name, name.length + 1);
    longer[name.length] = '/';
    return longer;
  }

  @Override
  public void add(byte[] name, OpenFile file, Attributes attributes, Trouble trouble)
      throws IOException {
    FileFacts facts = file.facts();
    List<Stretch> data = stretches(file);
    long stored = data.stream().mapToLong(each -> each.to() - each.from()).sum();
    var header = new Header(name, facts, '0');
    Pax pax = Pax.of(attributes);
    byte[] map = {};
    if (stored < facts.sizeBytes()) {
      map = map(data, facts.sizeBytes());
      pax.number("GNU.sparse.major", 1);
      pax.number("GNU.sparse.minor", 0);
      pax.add("GNU.sparse.name", name);
      pax.number("GNU.sparse.realsize", facts.sizeBytes());
    }
    header.sizeBytes = map.length + stored;
    header.write(pax);
    out.write(map);
    for (Stretch each : data) {
      bytes.copy(
          file, each.from(), each.to(), (chunk, length) -> out.write(chunk, 0, length), trouble);
    }
    pad(stored);
    firstNames.add(facts, name);
  }

  /// A file system that cannot tell its holes, or has too many of them, has none.
  private static List<Stretch> stretches(OpenFile file) {
    long size = file.facts().sizeBytes();
    List<Stretch> whole = size == 0 ? List.of() : List.of(new Stretch(0, size));
    if (file.facts().allocatedBytes() >= size) {
      return whole;
    }
    var found = new ArrayList<Stretch>();
    try {
      for (long at = file.nextData(0); at < size; ) {
        long end = Math.min(size, file.nextHole(at));
        if (end <= at || found.size() == MOST_STRETCHES) {
          return whole;
        }
        found.add(new Stretch(at, end));
        at = Math.min(size, file.nextData(end));
      }
      return found;
    } catch (IOException _) {
      return whole;
    }
  }

  /// tar manual, "Storing Sparse Files", 1.0: the number of pieces, then of each its offset and
  /// length, a line each, filled up to a block. An empty piece at the end tells the size.
  private static byte[] map(List<Stretch> data, long size) {
    var text = new StringBuilder();
    text.append(data.size() + 1).append('\n');
    data.forEach(
        each -> text.append(each.from()).append('\n').append(each.to() - each.from()).append('\n'));
    text.append(size).append("\n0\n");
    byte[] lines = text.toString().getBytes(StandardCharsets.US_ASCII);
    return java.util.Arrays.copyOf(lines, (lines.length + BLOCK - 1) / BLOCK * BLOCK);
  }

  @Override
  public void addText(String name, String text) throws IOException {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    var header = new Header(name.getBytes(StandardCharsets.UTF_8), TextFacts.of(content), '0');
    header.write(new Pax());
    out.write(content);
    pad(content.length);
  }

  private void pad(long length) throws IOException {
    int over = (int) (length % BLOCK);
    if (over > 0) {
      out.write(ZEROS, 0, BLOCK - over);
    }
  }

  @Override
  public void finish() throws IOException {
    out.write(ZEROS);
    out.write(ZEROS);
    out.flush();
  }

  @Override
  public void close() {
    // holds nothing
  }

  /// What does not fit into a header: `LENGTH KEYWORD=VALUE\n` each.
  private static final class Pax {
    private final ByteArrayOutputStream records = new ByteArrayOutputStream();

    private static Pax of(Attributes attributes) {
      var pax = new Pax();
      attributes.list().forEach(pax::add);
      return pax;
    }

    private void add(Attributes.Attribute attribute) {
      String acl =
          switch (attribute.name()) {
            case "system.posix_acl_access" -> "SCHILY.acl.access";
            case "system.posix_acl_default" -> "SCHILY.acl.default";
            default -> "";
          };
      Optional<String> text = acl.isEmpty() ? Optional.empty() : AclText.of(attribute.value());
      if (text.isPresent()) {
        add(acl, text.get().getBytes(StandardCharsets.US_ASCII));
      }
      String name = attribute.name().replace("%", "%25").replace("=", "%3D");
      add("SCHILY.xattr." + name, attribute.value());
    }

    void number(String key, long value) {
      add(key, String.valueOf(value).getBytes(StandardCharsets.US_ASCII));
    }

    void add(String key, byte[] value) {
      int rest = key.length() + value.length + 3; // a blank, `=` and a line feed
      int length = rest + 1;
      while (String.valueOf(length).length() + rest > length) {
        length++;
      }
      records.writeBytes((length + " " + key + "=").getBytes(StandardCharsets.ISO_8859_1));
      records.writeBytes(value);
      records.write('\n');
    }
  }

  /// One header.
  private final class Header {
    private final byte[] name;
    private final FileFacts facts;
    private final char type;
    private long sizeBytes;
    private byte[] target = {};

    Header(byte[] name, FileFacts facts, char type) {
      this.name = name;
      this.facts = facts;
      this.type = type;
      this.sizeBytes = type == '0' ? facts.sizeBytes() : 0;
    }

    void write(Pax pax) throws IOException {
      if (name.length > NAME_BYTES) {
        pax.add("path", name);
      }
      if (target.length > NAME_BYTES) {
        pax.add("linkpath", target);
      }
      if (sizeBytes > LARGEST) {
        pax.number("size", sizeBytes);
      }
      if (facts.owner().user() > LARGEST_ID || facts.owner().user() < 0) {
        pax.number("uid", Integer.toUnsignedLong(facts.owner().user()));
      }
      if (facts.owner().group() > LARGEST_ID || facts.owner().group() < 0) {
        pax.number("gid", Integer.toUnsignedLong(facts.owner().group()));
      }
      Instant modified = facts.modified();
      if (modified.getNano() != 0 || modified.getEpochSecond() < 0) {
        pax.add("mtime", time(modified).getBytes(StandardCharsets.US_ASCII));
      }
      writePax(pax.records.toByteArray());
      out.write(block(name, type, sizeBytes, target));
    }

    private static String time(Instant modified) {
      return new java.math.BigDecimal(modified.getEpochSecond())
          .add(java.math.BigDecimal.valueOf(modified.getNano(), 9))
          .toPlainString();
    }

    private void writePax(byte[] records) throws IOException {
      if (records.length == 0) {
        return;
      }
      byte[] own = "PaxHeaders/entry".getBytes(StandardCharsets.US_ASCII);
      out.write(block(own, 'x', records.length, new byte[0]));
      out.write(records);
      pad(records.length);
    }

    private byte[] block(byte[] path, char kind, long size, byte[] link) {
      var block = new byte[BLOCK];
      put(block, 0, path, NAME_BYTES);
      octal(block, 100, 8, facts.mode());
      octal(block, 108, 8, Math.clamp(facts.owner().user(), 0, LARGEST_ID));
      octal(block, 116, 8, Math.clamp(facts.owner().group(), 0, LARGEST_ID));
      octal(block, 124, 12, Math.min(size, LARGEST));
      octal(block, 136, 12, Math.clamp(facts.modified().getEpochSecond(), 0, LARGEST));
      block[156] = (byte) kind;
      put(block, 157, link, NAME_BYTES);
      put(block, 257, "ustar\00000".getBytes(StandardCharsets.US_ASCII), 8);
      java.util.Arrays.fill(block, 148, 156, (byte) ' ');
      int sum = 0;
      for (byte each : block) {
        sum += Byte.toUnsignedInt(each);
      }
      octal(block, 148, 7, sum);
      return block;
    }

    private static void put(byte[] block, int at, byte[] text, int most) {
      System.arraycopy(text, 0, block, at, Math.min(text.length, most));
    }

    private static void octal(byte[] block, int at, int width, long value) {
      String digits = Long.toOctalString(value);
      String text = "0".repeat(Math.max(0, width - 1 - digits.length())) + digits;
      put(block, at, text.getBytes(StandardCharsets.US_ASCII), width - 1);
      block[at + width - 1] = 0;
    }
  }
}
