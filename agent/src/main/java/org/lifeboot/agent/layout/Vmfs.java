package org.lifeboot.agent.layout;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.lifeboot.agent.tool.HostileText;

/// Which version of VMFS a datastore is: vmfs-fuse(8) reads 3 and 5, vmfs6-fuse(8) reads 6.
///
/// The places (vmfs-tools, vmfs_volume.h and vmfs_fs.h), in little-endian: the volume's header
/// `0xc001d00d` 1 MiB from the partition's start; the file system's `0x2fabf15e` 2 MiB after the
/// data's start at 16 MiB, then the version of the format as 32 bits, one byte, a UUID of 16, a
/// mode as 32 bits, and the label at 29.
final class Vmfs {

  private static final long VOLUME_OFFSET = 0x100000;
  private static final long SYSTEM_OFFSET = 0x1200000;
  private static final int VOLUME_MAGIC = 0xc001d00d;
  private static final int SYSTEM_MAGIC = 0x2fabf15e;
  private static final int LABEL_OFFSET = 29;
  private static final int LABEL_BYTES = 128;

  /// What VMFS 6 writes as its version.
  private static final int SIX = 24;

  private Vmfs() {}

  /// The signature with version and label, where the datastore tells them.
  static Signature read(String source, long startBytes, Signature known) {
    try (var file = new RandomAccessFile(source, "r")) {
      if (bytes(file, startBytes + VOLUME_OFFSET).getInt(0) != VOLUME_MAGIC) {
        return known;
      }
      ByteBuffer header = bytes(file, startBytes + SYSTEM_OFFSET);
      return header.getInt(0) == SYSTEM_MAGIC ? told(header, known) : known;
    } catch (IOException _) {
      return known; // shorter than that, or not to be read: what blkid saw stands
    }
  }

  private static Signature told(ByteBuffer header, Signature known) {
    int version = header.getInt(4);
    var label = new byte[LABEL_BYTES];
    header.get(LABEL_OFFSET, label);
    String text = new String(label, StandardCharsets.UTF_8);
    int end = text.indexOf('\0');
    return new Signature(
        known.usage(),
        known.type(),
        Integer.toString(version >= SIX ? 6 : version),
        HostileText.line(end < 0 ? text : text.substring(0, end)),
        known.uuid());
  }

  private static ByteBuffer bytes(RandomAccessFile file, long offset) throws IOException {
    var bytes = new byte[256];
    file.seek(offset);
    file.readFully(bytes);
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
