package org.lifeboot.agent.repair;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// What a rehearsal changed, kept in a file: each block's number and its new bytes.
///
/// @param blocks their numbers, in rising order
/// @param sizeBytes the device's size: its last block may be shorter
record Patch(Path file, List<Long> blocks, long sizeBytes) {

  Patch {
    blocks = List.copyOf(blocks);
  }

  static Patch of(Path rehearsed, List<Long> blocks, Path file) throws IOException {
    try (var from = new Blocks(rehearsed, false);
        var to = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      for (long block : blocks) {
        to.write(from.block(block));
      }
      return new Patch(file, blocks, from.sizeBytes());
    }
  }

  /// What is done with each block.
  @FunctionalInterface
  interface Each {
    void of(long block, byte[] bytes) throws IOException;
  }

  void forEach(Each each) throws IOException {
    try (var from = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      for (long block : blocks) {
        var bytes = new byte[length(block)];
        from.readFully(bytes);
        each.of(block, bytes);
      }
    }
  }

  private int length(long block) {
    return (int) Math.min(Patient.BLOCK_BYTES, sizeBytes - block * Patient.BLOCK_BYTES);
  }

  long bytes() {
    return blocks.stream().mapToLong(this::length).sum();
  }

  /// Block 0, which holds the superblock, first and for good: from then on e2undo knows the file
  /// system as the one that its undo file belongs to, wherever the rest is broken off.
  void writeOn(Path device) throws IOException {
    try (var to = new Blocks(device, true)) {
      boolean[] first = {true};
      forEach(
          (block, bytes) -> {
            to.write(block, bytes);
            if (first[0]) {
              to.sync();
              first[0] = false;
            }
          });
      to.sync();
    }
  }

  /// Whether two devices hold the same where this patch writes.
  boolean sameOn(Path one, Path other) throws IOException {
    try (var left = new Blocks(one, false);
        var right = new Blocks(other, false)) {
      for (long block : blocks) {
        if (!Arrays.equals(left.block(block), right.block(block))) {
          return false;
        }
      }
      return true;
    }
  }
}
