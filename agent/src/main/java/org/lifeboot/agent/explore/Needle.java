package org.lifeboot.agent.explore;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Words to be found in bytes (R. N. Horspool, "Practical fast searching in strings", 1980).
final class Needle {

  private final byte[] words;
  private final boolean anyCase;
  private final int[] skips = new int[256];
  private final byte[] folded = new byte[256];

  /// @param words at least one character
  /// @param anyCase whether a small ASCII letter is as good as a large one
  Needle(String words, boolean anyCase) {
    this.words = words.getBytes(StandardCharsets.UTF_8);
    this.anyCase = anyCase;
    if (this.words.length == 0) {
      throw new IllegalArgumentException("nothing to look for");
    }
    for (int i = 0; i < folded.length; i++) {
      folded[i] = anyCase ? NameStore.small((byte) i) : (byte) i;
    }
    for (int i = 0; i < this.words.length; i++) {
      this.words[i] = fold(this.words[i]);
    }
    Arrays.fill(skips, this.words.length);
    for (int i = 0; i < this.words.length - 1; i++) {
      skips[Byte.toUnsignedInt(this.words[i])] = this.words.length - 1 - i;
    }
  }

  private byte fold(byte each) {
    return folded[Byte.toUnsignedInt(each)];
  }

  int length() {
    return words.length;
  }

  boolean anyCase() {
    return anyCase;
  }

  /// The first place at or after `from`, or -1.
  int first(byte[] text, int from, int end) {
    int last = words.length - 1;
    for (int at = from; at <= end - words.length; ) {
      byte tail = fold(text[at + last]);
      if (tail == words[last] && begins(text, at)) {
        return at;
      }
      at += skips[Byte.toUnsignedInt(tail)];
    }
    return -1;
  }

  /// The last place that begins before `before`, or -1.
  int last(byte[] text, int end, int before) {
    for (int at = Math.min(end - words.length, before - 1); at >= 0; at--) {
      if (begins(text, at)) {
        return at;
      }
    }
    return -1;
  }

  private boolean begins(byte[] text, int at) {
    for (int i = 0; i < words.length; i++) {
      if (fold(text[at + i]) != words[i]) {
        return false;
      }
    }
    return true;
  }
}
