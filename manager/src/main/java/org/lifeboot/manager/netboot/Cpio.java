package org.lifeboot.manager.netboot;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveOutputStream;
import org.apache.commons.compress.archivers.cpio.CpioConstants;

/// Small initrds: cpio archives in the "newc" format that the kernel unpacks into its first root
/// file system (Documentation/driver-api/early-userspace/buffer-format.rst). Not compressed: the
/// kernel takes any number of archives, each with its own compression, one after the other.
///
/// Each holds the folder `lifeboot` (0700) and one file in it (0600), owned by root, without times,
/// so that the same content is the same archive.
final class Cpio {

  static final String FOLDER = "lifeboot";
  private static final int BLOCK_BYTES = 512;

  private Cpio() {}

  /// @param name the file's name within the folder
  /// @param sizeBytes how many bytes `content` will give
  static void write(OutputStream out, String name, InputStream content, long sizeBytes)
      throws IOException {
    try (var cpio =
        new CpioArchiveOutputStream(
            out, CpioConstants.FORMAT_NEW, BLOCK_BYTES, StandardCharsets.US_ASCII.name())) {
      cpio.putArchiveEntry(entry(FOLDER, CpioConstants.C_ISDIR | 0700, 0, 1));
      cpio.closeArchiveEntry();
      cpio.putArchiveEntry(entry(FOLDER + "/" + name, CpioConstants.C_ISREG | 0600, sizeBytes, 2));
      content.transferTo(cpio);
      cpio.closeArchiveEntry();
    }
  }

  private static CpioArchiveEntry entry(String name, int mode, long sizeBytes, long inode) {
    var entry = new CpioArchiveEntry(CpioConstants.FORMAT_NEW, name);
    entry.setMode(mode);
    entry.setSize(sizeBytes);
    entry.setInode(inode);
    entry.setNumberOfLinks(1);
    entry.setTime(0);
    return entry;
  }
}
