package org.lifeboot.manager.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/// Random keys, and the only form in which they are stored.
///
/// A key of 256 random bits cannot be guessed, so a plain SHA-256 of it is as good as a slow hash,
/// and can be looked up.
public final class Secrets {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String NO_LOOK_ALIKES =
      "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  private Secrets() {}

  /// 256 random bits, for a program to keep: 43 characters that need no escaping in an address.
  public static String key() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// A password for a person to type: letters and digits that cannot be taken for one another.
  ///
  /// @param length in characters; each is worth 5.8 bits
  public static String password(int length) {
    StringBuilder password = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      password.append(NO_LOOK_ALIKES.charAt(RANDOM.nextInt(NO_LOOK_ALIKES.length())));
    }
    return password.toString();
  }

  /// SHA-256 of a key, 64 hexadecimal digits.
  public static String sha256(String key) {
    try {
      byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
