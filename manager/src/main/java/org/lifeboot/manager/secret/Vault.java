package org.lifeboot.manager.secret;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/// Seals and opens secrets with AES-256-GCM (NIST SP 800-38D: 96-bit random nonce, 128-bit tag). A
/// sealed secret is text: `v1:KEYID:BASE64`, the base64 being nonce, ciphertext and tag. It opens
/// only in the place it was sealed for, so that one server's cannot be moved to another.
/// Thread-safe.
public final class Vault {

  private static final Pattern SEALED = Pattern.compile("v1:([0-9a-f]{8}):([A-Za-z0-9+/]+={0,2})");
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final KeyFile file;
  private final SecureRandom random = new SecureRandom();

  public Vault(KeyFile file) {
    this.file = file;
  }

  /// Where a secret belongs.
  ///
  /// @param owner a server's id
  /// @param field `redfish.password`
  public record Place(String owner, String field) {
    private byte[] associated() {
      return ("lifeboot\n" + owner + "\n" + field).getBytes(StandardCharsets.UTF_8);
    }
  }

  /// No secret can be sealed: the key file is missing or broken.
  public static final class NoKey extends Exception {
    private static final long serialVersionUID = 1;

    NoKey(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /// The text to store.
  ///
  /// @throws NoKey with a sentence for an operator
  public String seal(String secret, Place place) throws NoKey {
    try {
      return hidden(secret, place, file.read().first());
    } catch (IOException e) {
      throw new NoKey(
          "The key file " + file.path() + " cannot be read (" + why(e) + "). " + PUT_BACK, e);
    }
  }

  private String hidden(String secret, Place place, SecretKeys.Key key) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, place);
      byte[] dark = cipher.doFinal(secret.getBytes(StandardCharsets.UTF_8));
      byte[] all = ByteBuffer.allocate(nonce.length + dark.length).put(nonce).put(dark).array();
      return "v1:" + key.id() + ":" + Base64.getEncoder().encodeToString(all);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM does not work in this Java", e);
    }
  }

  private static Cipher cipher(int mode, SecretKeys.Key key, byte[] nonce, Place place)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key.key(), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(place.associated());
    return cipher;
  }

  /// The secret that stands sealed in this place.
  public Opened open(String stored, Place place) {
    Matcher parts = SEALED.matcher(stored);
    if (!parts.matches()) {
      return new Opened.Unreadable("What is stored is not a sealed secret; enter it again");
    }
    try {
      Optional<SecretKeys.Key> key = file.read().named(parts.group(1));
      return key.map(found -> opened(parts.group(2), place, found))
          .orElseGet(
              () ->
                  new Opened.Unreadable(
                      "It was sealed with the key "
                          + parts.group(1)
                          + ", which is not in "
                          + file.path()
                          + ". "
                          + PUT_BACK));
    } catch (IOException e) {
      return new Opened.Unreadable(
          "The key file " + file.path() + " cannot be read (" + why(e) + "). " + PUT_BACK);
    }
  }

  private static final String PUT_BACK =
      "Put the right key file back (a copy of it, or the one of another Manager); nothing is lost"
          + " meanwhile. If there is none any more, make a new one with ./lifeboot manager rekey"
          + " --new and enter the passwords again";

  private static Opened opened(String base64, Place place, SecretKeys.Key key) {
    try {
      byte[] all = Base64.getDecoder().decode(base64);
      if (all.length < NONCE_BYTES + TAG_BITS / 8) {
        return new Opened.Unreadable("What is stored is cut off; enter it again");
      }
      byte[] nonce = java.util.Arrays.copyOf(all, NONCE_BYTES);
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, place);
      byte[] clear = cipher.doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES);
      return new Opened.Text(new String(clear, StandardCharsets.UTF_8));
    } catch (AEADBadTagException _) {
      return new Opened.Unreadable(
          "It was changed in the database, moved there from another server, or sealed with another"
              + " key of the same name; enter it again");
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return new Opened.Unreadable(
          "What is stored cannot be read (" + why(e) + "); enter it again");
    }
  }

  private static String why(Exception e) {
    return e instanceof java.nio.file.NoSuchFileException
        ? "it is not there"
        : e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  /// The id of the key that a stored text was sealed with; empty for what is none.
  public static Optional<String> keyOf(String stored) {
    Matcher parts = SEALED.matcher(stored);
    return parts.matches() ? Optional.of(parts.group(1)) : Optional.empty();
  }

  /// Adds a key that opens but does not seal yet, so that the file can be brought to other Managers
  /// first.
  public void prepare() throws IOException {
    file.write(file.read().prepared());
  }

  /// Lets the prepared key seal from now on; the older ones still open.
  public void turn() throws IOException {
    file.write(file.read().turned());
  }

  /// The id of the key that seals.
  public String sealingKey() throws IOException {
    return file.read().first().id();
  }

  /// Drops the keys that nothing is sealed with any more.
  ///
  /// @param used the ids of those that something is
  public void forgetAllBut(List<String> used) throws IOException {
    file.write(file.read().keeping(used));
  }
}
