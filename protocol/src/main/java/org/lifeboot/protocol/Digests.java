package org.lifeboot.protocol;

import java.util.regex.Pattern;

/// SHA-256 as text.
final class Digests {

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private Digests() {}

  static void check(String sha256) {
    if (!SHA256.matcher(sha256).matches()) {
      throw new IllegalArgumentException("a SHA-256 is 64 hexadecimal digits");
    }
  }
}
