package org.lifeboot.manager.power;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A host key as ssh-keyscan(1) prints it.
///
/// @param type `ssh-ed25519`
/// @param blob base64
record SshHostKey(String type, String blob) {

  private static final Pattern LINE =
      Pattern.compile("[^#\\s]\\S* ([a-z0-9-]{4,40}) ([A-Za-z0-9+/]{16,4000}={0,2})");

  static Optional<SshHostKey> of(String line) {
    Matcher parts = LINE.matcher(line.strip());
    return parts.matches()
        ? Optional.of(new SshHostKey(parts.group(1), parts.group(2)))
        : Optional.empty();
  }

  /// 64 hexadecimal digits.
  String sha256() {
    return HexFormat.of().formatHex(hash());
  }

  /// As `ssh-keygen -l` writes it.
  String fingerprint() {
    return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash());
  }

  private byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(Base64.getDecoder().decode(blob));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
