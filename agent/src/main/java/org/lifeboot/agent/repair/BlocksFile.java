package org.lifeboot.agent.repair;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import org.lifeboot.agent.tool.Sha256;

/// Every block that a repair overwrites, as it was, and what the repair put there, by its SHA-256.
///
/// The format, numbers big-endian: 16 bytes `LIFEBOOT BLOCKS1`; the device's size in bytes and how
/// many blocks follow (64 bits each); for each block its number (64 bits; blocks of 4,096 bytes),
/// SHA-256 of the new bytes, and the old bytes (fewer where the device ends); at last SHA-256 of
/// all before it.
record BlocksFile(Path file) {

  static final String MAGIC = "LIFEBOOT BLOCKS1";

  private static final int DIGEST_BYTES = 32;

  /// Writes one.
  ///
  /// @param device as it still is
  static void write(Path file, Path device, Patch patch) throws IOException {
    MessageDigest digest = Sha256.fresh();
    try (var old = new Blocks(device, false);
        var raw = new BufferedOutputStream(Files.newOutputStream(file))) {
      var to = new DataOutputStream(new DigestOutputStream(raw, digest));
      to.writeBytes(MAGIC);
      to.writeLong(old.sizeBytes());
      to.writeLong(patch.blocks().size());
      patch.forEach(
          (block, bytes) -> {
            to.writeLong(block);
            to.write(Sha256.of(bytes));
            to.write(old.block(block));
          });
      to.flush();
      raw.write(digest.digest());
    }
  }

  /// One block.
  @FunctionalInterface
  interface Each {
    void of(long block, byte[] newSha256, byte[] old) throws IOException;
  }

  /// Reads it from its beginning to its end.
  ///
  /// @throws IOException when it is not whole; what was read until then was given to `each`, so a
  ///   file is read once for nothing ([#check]) before anything is written
  private void read(long deviceBytes, Each each) throws IOException {
    MessageDigest digest = Sha256.fresh();
    try (var raw = new BufferedInputStream(Files.newInputStream(file))) {
      var from = new DataInputStream(new DigestInputStream(raw, digest));
      if (!Arrays.equals(from.readNBytes(MAGIC.length()), MAGIC.getBytes(US_ASCII))) {
        throw new IOException("this is no file of saved blocks");
      }
      if (from.readLong() != deviceBytes) {
        throw new IOException("it was saved from a device of another size");
      }
      long count = from.readLong();
      for (long i = 0; i < count; i++) {
        readBlock(from, deviceBytes, each);
      }
      if (!Arrays.equals(digest.digest(), raw.readNBytes(DIGEST_BYTES)) || raw.read() != -1) {
        throw new IOException("it is cut or was altered");
      }
    } catch (java.io.EOFException e) {
      throw new IOException("it is cut", e);
    }
  }

  private static void readBlock(DataInputStream from, long deviceBytes, Each each)
      throws IOException {
    long block = from.readLong();
    long left = deviceBytes - block * Patient.BLOCK_BYTES;
    if (block < 0 || block > deviceBytes / Patient.BLOCK_BYTES || left <= 0) {
      throw new IOException("it names a block that the device does not have");
    }
    byte[] newSha256 = from.readNBytes(DIGEST_BYTES);
    var old = new byte[(int) Math.min(left, Patient.BLOCK_BYTES)];
    from.readFully(old);
    each.of(block, newSha256, old);
  }

  /// What going back would meet.
  ///
  /// @param repaired blocks that hold what the repair put there
  /// @param before blocks that hold what they held before it
  /// @param other blocks that hold something else: somebody has written them since
  record Met(long repaired, long before, long other) {}

  /// Reads all of it, and what stands on the device, and writes nothing.
  Met check(Path device) throws IOException {
    long[] met = new long[3];
    try (var now = new Blocks(device, false)) {
      read(
          now.sizeBytes(),
          (block, newSha256, old) -> {
            byte[] bytes = now.block(block);
            if (Arrays.equals(bytes, old)) {
              met[1]++;
            } else {
              met[Arrays.equals(Sha256.of(bytes), newSha256) ? 0 : 2]++;
            }
          });
    }
    return new Met(met[0], met[1], met[2]);
  }

  /// Puts every block back.
  void putBack(Path device) throws IOException {
    try (var to = new Blocks(device, true)) {
      read(to.sizeBytes(), (block, _, old) -> to.write(block, old));
      to.sync();
    }
  }
}
