package org.lifeboot.agent.layout;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.lifeboot.agent.tool.HostileText;

/// Which version of VMFS a datastore is: vmfs-fuse(8) reads 3 and 5, vmfs6-fuse(8) reads 6.
///
/// The places (vmfs-tools, vmfs_volume.h and vmfs_fs.h), in little-endian: the volume's header 1
/// MiB from the partition's start, `0xc001d00d` and the version as 32 bits. 16 MiB behind it the
/// data begin, and 2 MiB into those is the file system's header, `0x2fabf15e`, with the label at
/// 29. Only the datastore's first extent has that one.
public final class Vmfs {

  private static final long VOLUME_OFFSET = 0x100000;
  private static final long SYSTEM_OFFSET = VOLUME_OFFSET + 0x1000000 + 0x200000;
  private static final int VOLUME_MAGIC = 0xc001d00d;
  private static final int SYSTEM_MAGIC = 0x2fabf15e;
  private static final int LABEL_OFFSET = 29;
  private static final int LABEL_BYTES = 128;

  private Vmfs() {}

  /// The signature with version and label, where the datastore tells them.
  ///
  /// @param source an image or a device
  public static Signature read(String source, long startBytes, Signature known) {
    try (var file = new RandomAccessFile(source, "r")) {
      ByteBuffer volume = bytes(file, startBytes + VOLUME_OFFSET);
      if (volume.getInt(0) != VOLUME_MAGIC) {
        return known;
      }
      String version = Integer.toUnsignedString(volume.getInt(4));
      return told(known, version, label(file, startBytes, known.label()));
    } catch (IOException _) {
      return known; // shorter than that, or not to be read: what blkid saw stands
    }
  }

  private static String label(RandomAccessFile file, long startBytes, String known) {
    try {
      ByteBuffer system = bytes(file, startBytes + SYSTEM_OFFSET);
      return system.getInt(0) == SYSTEM_MAGIC ? label(system) : known;
    } catch (IOException _) {
      return known; // cut off
    }
  }

  private static String label(ByteBuffer system) {
    var label = new byte[LABEL_BYTES];
    system.get(LABEL_OFFSET, label);
    String text = new String(label, StandardCharsets.UTF_8);
    int end = text.indexOf('\0');
    return HostileText.line(end < 0 ? text : text.substring(0, end));
  }

  private static Signature told(Signature known, String version, String label) {
    return new Signature(known.usage(), known.type(), version, label, known.uuid());
  }

  private static ByteBuffer bytes(RandomAccessFile file, long offset) throws IOException {
    var bytes = new byte[256];
    file.seek(offset);
    file.readFully(bytes);
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
