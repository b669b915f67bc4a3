package org.lifeboot.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A path on a rescued server's disk, exactly: bytes, written as RFC 3986 writes them, absolute
/// from the volume's own root. All but letters, digits and `-._~` is `%XX`.
///
/// @param encoded `/var/log/na%0Ame`; `/` for the root. No part is empty, `.` or `..`
public record FilePath(String encoded) {

  /// More than any file system takes (limits.h, `PATH_MAX`), each byte as three characters.
  public static final int LONGEST = 3 * 4_096;

  public static final FilePath ROOT = new FilePath("/");

  private static final String PLAIN = "-._~";

  /// Reads any way of writing it, and writes it in the one way.
  ///
  /// @throws IllegalArgumentException for what is no such path
  public FilePath {
    if (!encoded.startsWith("/") || encoded.length() > LONGEST) {
      throw new IllegalArgumentException("a path begins with / and has an end");
    }
    var clean = new StringBuilder();
    for (String part : encoded.split("/", -1)) {
      if (!part.isEmpty()) {
        clean.append('/').append(encode(name(part)));
      }
    }
    encoded = clean.isEmpty() ? "/" : clean.toString();
  }

  /// One name, decoded and checked.
  private static byte[] name(String part) {
    byte[] name = decode(part);
    String text = new String(name, StandardCharsets.ISO_8859_1);
    if (text.equals(".") || text.equals("..") || text.contains("/") || text.contains("\0")) {
      throw new IllegalArgumentException("a path has no such part");
    }
    return name;
  }

  /// One byte after the other.
  public byte[] bytes() {
    return decode(encoded);
  }

  /// What lies in this folder.
  ///
  /// @param name encoded
  /// @throws IllegalArgumentException for what is no name
  public FilePath child(String name) {
    if (name.isEmpty() || name.contains("/")) {
      throw new IllegalArgumentException("this is no name");
    }
    return new FilePath(encoded.equals("/") ? "/" + name : encoded + "/" + name);
  }

  /// What lies in this folder.
  public FilePath child(byte[] name) {
    return child(encode(name));
  }

  /// The folder that it lies in; the root lies in itself.
  public FilePath parent() {
    int slash = encoded.lastIndexOf('/');
    return slash <= 0 ? ROOT : new FilePath(encoded.substring(0, slash));
  }

  /// The last part, encoded; empty for the root.
  public String name() {
    return encoded.substring(encoded.lastIndexOf('/') + 1);
  }

  /// From the first folder below the root to this.
  public List<FilePath> trail() {
    var trail = new ArrayList<FilePath>();
    for (FilePath at = this; !at.equals(ROOT); at = at.parent()) {
      trail.addFirst(at);
    }
    return trail;
  }

  @Override
  public String toString() {
    return encoded;
  }

  /// Bytes in the one way of writing them.
  public static String encode(byte[] bytes) {
    var text = new StringBuilder(bytes.length);
    for (byte each : bytes) {
      int value = Byte.toUnsignedInt(each);
      if (plain(value)) {
        text.append((char) value);
      } else {
        text.append('%').append(digit(value >> 4)).append(digit(value & 15));
      }
    }
    return text.toString();
  }

  private static boolean plain(int value) {
    return (value >= 'a' && value <= 'z')
        || (value >= 'A' && value <= 'Z')
        || (value >= '0' && value <= '9')
        || PLAIN.indexOf(value) >= 0;
  }

  private static char digit(int value) {
    return "0123456789ABCDEF".charAt(value);
  }

  /// The bytes that a text stands for; what is not ASCII counts as its UTF-8.
  ///
  /// @throws IllegalArgumentException for a `%` without two digits
  public static byte[] decode(String text) {
    byte[] from = text.getBytes(StandardCharsets.UTF_8);
    var bytes = new ByteArrayOutputStream(from.length);
    for (int at = 0; at < from.length; at++) {
      if (from[at] != '%') {
        bytes.write(from[at]);
        continue;
      }
      if (at + 2 >= from.length) {
        throw new IllegalArgumentException("a % without its two digits");
      }
      bytes.write(value(from[at + 1]) << 4 | value(from[at + 2]));
      at += 2;
    }
    return bytes.toByteArray();
  }

  private static int value(byte digit) {
    int value = Character.digit(digit, 16);
    if (value < 0) {
      throw new IllegalArgumentException("a % without its two digits");
    }
    return value;
  }
}
