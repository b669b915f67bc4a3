package org.lifeboot.manager.secret;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// The keys of a key file: the first one seals, all of them open. As text, one key a line: its id
/// and its 32 bytes in base64, and `next` at a key that will seal later; lines that begin with `#`
/// are words for people.
record SecretKeys(List<Key> keys) {

  private static final int KEY_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String HEAD =
      """
      # Lifeboot's key file. Without it the passwords of management controllers in the database cannot be read.
      # Keep a copy of it apart from the database's copies. The first key seals, the others still open.
      """;

  SecretKeys {
    keys = List.copyOf(keys);
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("there is no key in it");
    }
  }

  /// @param id stands in each ciphertext; 8 hexadecimal digits
  /// @param next it opens, but does not seal yet
  record Key(String id, SecretKey key, boolean next) {

    static Key random(boolean next) {
      byte[] bytes = new byte[KEY_BYTES];
      RANDOM.nextBytes(bytes);
      byte[] id = new byte[4];
      RANDOM.nextBytes(id);
      return new Key(HexFormat.of().formatHex(id), new SecretKeySpec(bytes, "AES"), next);
    }

    String line() {
      String words = id + " " + Base64.getEncoder().encodeToString(key.getEncoded());
      return next ? words + " next" : words;
    }

    @Override
    public String toString() {
      return "key " + id;
    }
  }

  static SecretKeys random() {
    return new SecretKeys(List.of(Key.random(false)));
  }

  /// @throws IllegalArgumentException saying which line is wrong, without telling what is in it
  static SecretKeys of(String text) {
    List<String> lines = text.lines().map(String::strip).toList();
    List<Key> keys = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isEmpty() && !lines.get(i).startsWith("#")) {
        keys.add(key(lines.get(i), i + 1));
      }
    }
    return new SecretKeys(keys);
  }

  private static Key key(String line, int number) {
    String[] words = line.split("\\s+", -1);
    boolean next = words.length == 3 && words[2].equals("next");
    if ((words.length != 2 && !next) || !words[0].matches("[0-9a-f]{8}")) {
      throw new IllegalArgumentException("line " + number + " is not a key's id and a key");
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(words[1]);
      if (bytes.length == KEY_BYTES) {
        return new Key(words[0], new SecretKeySpec(bytes, "AES"), next);
      }
    } catch (IllegalArgumentException _) {
      // Told below, without the line.
    }
    throw new IllegalArgumentException("line " + number + " does not hold 32 bytes in base64");
  }

  String text() {
    return HEAD + keys.stream().map(Key::line).collect(Collectors.joining("\n", "", "\n"));
  }

  Key first() {
    return keys.getFirst();
  }

  Optional<Key> named(String id) {
    return keys.stream().filter(key -> key.id().equals(id)).findFirst();
  }

  private Optional<Key> next() {
    return keys.stream().filter(Key::next).findFirst();
  }

  /// With a new key that opens, but does not seal yet; the same when there is one already.
  SecretKeys prepared() {
    if (next().isPresent()) {
      return this;
    }
    List<Key> more = new ArrayList<>(keys);
    more.add(Key.random(true));
    return new SecretKeys(more);
  }

  /// With the prepared key sealing from now on; the same when there is none.
  SecretKeys turned() {
    return next()
        .map(
            next -> {
              List<Key> turned = new ArrayList<>(keys);
              turned.remove(next);
              turned.addFirst(new Key(next.id(), next.key(), false));
              return new SecretKeys(turned);
            })
        .orElse(this);
  }

  /// Without those that only open, and are not among these.
  SecretKeys keeping(List<String> used) {
    return new SecretKeys(
        keys.stream()
            .filter(key -> key.equals(first()) || key.next() || used.contains(key.id()))
            .toList());
  }
}
