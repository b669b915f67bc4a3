package org.lifeboot.agent.explore;

import java.nio.charset.StandardCharsets;

/// Words to be found in bytes (R. N. Horspool, "Practical fast searching in strings", 1980; the
/// steps without a comparison are those of A. Hume and D. Sunday, "Fast string searching", 1991).
final class Needle {

  private final byte[] words;
  private final boolean anyCase;
  private final byte[] folded = new byte[256];

  /// By the byte at the needle's end, how far it may be moved on; 0: it may be here.
  private final int[] ahead = new int[256];

  /// By the byte at the needle's begin, how far it may be moved back; 0: it may be here.
  private final int[] back = new int[256];

  /// How far it may be moved on when it was not here after all.
  private final int aheadAgain;

  private final int backAgain;

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
    int last = this.words.length - 1;
    aheadAgain = distance(this.words[last], last - 1, -1);
    backAgain = distance(this.words[0], 1, 1);
    for (int i = 0; i < folded.length; i++) {
      ahead[i] = folded[i] == this.words[last] ? 0 : distance(folded[i], last - 1, -1);
      back[i] = folded[i] == this.words[0] ? 0 : distance(folded[i], 1, 1);
    }
  }

  /// How far it is from the needle's end, or begin, to the nearest such byte: its length when there
  /// is none.
  private int distance(byte wanted, int from, int step) {
    int far = 1;
    for (int i = from; i >= 0 && i < words.length; i += step) {
      if (words[i] == wanted) {
        return far;
      }
      far++;
    }
    return words.length;
  }

  private byte fold(byte each) {
    return folded[each & 0xff];
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
    int fast = end - 3 * words.length;
    for (int at = from + last; at < end; ) {
      while (at < fast) { // three steps, of which none can lead behind the end
        at += ahead[text[at] & 0xff];
        at += ahead[text[at] & 0xff];
        int step = ahead[text[at] & 0xff];
        if (step == 0) {
          break;
        }
        at += step;
      }
      int step = ahead[text[at] & 0xff];
      if (step == 0 && begins(text, at - last)) {
        return at - last;
      }
      at += step == 0 ? aheadAgain : step;
    }
    return -1;
  }

  /// The last place that begins before `before`, or -1.
  int last(byte[] text, int end, int before) {
    for (int at = Math.min(end - words.length, before - 1); at >= 0; ) {
      int step = back[text[at] & 0xff];
      if (step == 0 && begins(text, at)) {
        return at;
      }
      at -= step == 0 ? backAgain : step;
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
