package org.lifeboot.cli.key;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.lifeboot.cli.failure.WrongUse;

/// Public SSH keys in files as `ssh-keygen` writes them (sshd(8), AUTHORIZED_KEYS FILE FORMAT,
/// without options). Whatever else a file holds is refused and not sent anywhere; a private key
/// above all. No message repeats what is in the file.
public final class PublicKeys {

  private static final int LIMIT_BYTES = 64 << 10;

  private static final Set<String> TYPES =
      Set.of(
          "ssh-ed25519",
          "ssh-rsa",
          "ecdsa-sha2-nistp256",
          "ecdsa-sha2-nistp384",
          "ecdsa-sha2-nistp521",
          "sk-ssh-ed25519@openssh.com",
          "sk-ecdsa-sha2-nistp256@openssh.com");

  private PublicKeys() {}

  /// The keys of all files, in order, each once.
  public static List<String> read(List<Path> files) {
    return files.stream().flatMap(file -> keys(file, text(file)).stream()).distinct().toList();
  }

  /// The keys in the text of one file: at least one.
  static List<String> keys(Path file, String text) {
    if (text.contains("PRIVATE KEY") || text.contains("PuTTY-User-Key-File")) {
      throw new WrongUse(
          file
              + ": this is a private key; give the .pub file ("
              + file
              + ".pub). Nothing was sent.");
    }
    if (text.contains("BEGIN SSH2 PUBLIC KEY")) {
      throw new WrongUse(
          file + ": this key is not in OpenSSH's form; make it so with: ssh-keygen -i -f " + file);
    }
    List<String> lines =
        text.lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .toList();
    if (lines.isEmpty() || !lines.stream().allMatch(PublicKeys::isKey)) {
      throw new WrongUse(
          file
              + ": this is no file of public SSH keys (one \"ssh-ed25519 AAAA... comment\" a line,"
              + " without options); give the .pub file. Nothing was sent.");
    }
    return lines;
  }

  /// Whether a line is a key: a known type, and a blob that begins with the same type (RFC 4253,
  /// 6.6).
  private static boolean isKey(String line) {
    String[] words = line.split("[ \t]+", 3);
    if (words.length < 2
        || !TYPES.contains(words[0])
        || line.chars().anyMatch(c -> c < ' ' && c != '\t')) {
      return false;
    }
    try {
      ByteBuffer blob = ByteBuffer.wrap(Base64.getDecoder().decode(words[1]));
      byte[] type = words[0].getBytes(StandardCharsets.US_ASCII);
      return blob.remaining() > 4 + type.length + 4
          && blob.getInt() == type.length
          && Arrays.equals(type, 0, type.length, blob.array(), 4, 4 + type.length);
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static String text(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LIMIT_BYTES + 1);
      if (bytes.length > LIMIT_BYTES) {
        throw new WrongUse(file + ": too large for a file of public SSH keys");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (NoSuchFileException _) {
      throw new WrongUse(file + ": there is no such file; a public key is often in ~/.ssh/*.pub");
    } catch (IOException e) {
      throw new WrongUse(file + ": cannot be read: " + e.getMessage());
    }
  }
}
