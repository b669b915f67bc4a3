package org.lifeboot.manager.session;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.apache.commons.codec.digest.Sha2Crypt;
import org.lifeboot.manager.account.Secrets;

/// A temporary root password. The plain text exists in memory and in the mail only.
///
/// @param text 18 letters and digits without look-alikes: 104 bits
public record Password(String text) {

  private static final int LENGTH = 18;

  /// A new one.
  public static Password random() {
    return new Password(Secrets.password(LENGTH));
  }

  /// As crypt(5) writes it: `$6$`, SHA-512 with a random salt. It has the strength of the random
  /// password itself, so the usual 5,000 rounds are enough.
  public String hash() {
    return Sha2Crypt.sha512Crypt(bytes(text), null, new SecureRandom());
  }

  /// Whether this password gives that hash.
  public boolean matches(String hash) {
    if (!hash.startsWith("$6$") || text.length() > 128) {
      return false;
    }
    return Proof.same(hash, Sha2Crypt.sha512Crypt(bytes(text), hash));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "Password[…]";
  }
}
