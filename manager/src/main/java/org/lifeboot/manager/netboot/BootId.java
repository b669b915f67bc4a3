package org.lifeboot.manager.netboot;

/// One boot attempt, as it stands in the addresses of its files. Unguessable: who knows it may
/// fetch the session file.
///
/// @param text 32 hexadecimal digits, in lower case
public record BootId(String text) {
  public BootId {
    if (!text.matches("[0-9a-f]{32}")) {
      throw new IllegalArgumentException("not a boot id: 32 hexadecimal digits are expected");
    }
  }

  @Override
  public String toString() {
    return "BootId[…]";
  }
}
