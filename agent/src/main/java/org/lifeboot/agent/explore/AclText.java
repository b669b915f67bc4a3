package org.lifeboot.agent.explore;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A POSIX ACL as the kernel stores it (linux/posix_acl_xattr.h), written as tar(1) keeps it:
/// acl(5)'s short text form, with numbers for users and groups.
final class AclText {

  private static final int VERSION = 2;
  private static final int ENTRY_BYTES = 8;

  private AclText() {}

  /// `user::rw-,user:1001:r--,group::r--,mask::r--,other::---`; empty for what is no ACL.
  @SuppressWarnings("ByteBufferBackingArray") // wrapped here
  static Optional<String> of(byte[] attribute) {
    var from = ByteBuffer.wrap(attribute).order(ByteOrder.LITTLE_ENDIAN);
    if (attribute.length < 4
        || (attribute.length - 4) % ENTRY_BYTES != 0
        || from.getInt() != VERSION) {
      return Optional.empty();
    }
    List<String> entries = new ArrayList<>();
    while (from.hasRemaining()) {
      int tag = Short.toUnsignedInt(from.getShort());
      int permissions = Short.toUnsignedInt(from.getShort());
      long id = Integer.toUnsignedLong(from.getInt());
      entries.add(who(tag, id) + permissions(permissions));
    }
    return entries.stream().anyMatch(entry -> entry.startsWith("?"))
        ? Optional.empty()
        : Optional.of(String.join(",", entries));
  }

  private static String who(int tag, long id) {
    return switch (tag) {
      case 0x01 -> "user::";
      case 0x02 -> "user:" + id + ":";
      case 0x04 -> "group::";
      case 0x08 -> "group:" + id + ":";
      case 0x10 -> "mask::";
      case 0x20 -> "other::";
      default -> "?";
    };
  }

  private static String permissions(int bits) {
    return ((bits & 4) != 0 ? "r" : "-")
        + ((bits & 2) != 0 ? "w" : "-")
        + ((bits & 1) != 0 ? "x" : "-");
  }
}
