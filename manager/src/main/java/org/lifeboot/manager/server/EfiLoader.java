package org.lifeboot.manager.server;

import java.util.Optional;

/// A boot loader on the EFI system partition of a server's disk (UEFI specification, section
/// 3.5.1.1). It comes to stand in a script that GRUB runs, so it is one word there, of characters
/// that mean nothing to GRUB.
///
/// @param text its path from the partition's root, with slashes, from `/EFI/` to `.efi`, at most
///   200 characters; backslashes are taken for slashes, and `/EFI/` may be written in any case, as
///   the partition's file system does not tell cases apart
public record EfiLoader(String text) {

  private static final int LONGEST = 200;

  private static final String NAME = "[A-Za-z0-9._-]+";

  private static final String PATH = "/EFI/(?:" + NAME + "/)*" + NAME + "\\.[Ee][Ff][Ii]";

  public EfiLoader {
    String path = text.strip().replace('\\', '/').replaceFirst("^/[Ee][Ff][Ii]/", "/EFI/");
    if (path.length() > LONGEST
        || path.contains("..")
        || path.contains("/./")
        || !path.matches(PATH)) {
      throw new IllegalArgumentException(
          "not a loader on an EFI system partition: \""
              + text
              + "\"; wanted is its path there, from /EFI/ to .efi, such as"
              + " /EFI/debian/shimx64.efi, with at most "
              + LONGEST
              + " letters, digits, dots, hyphens, underscores and slashes");
    }
    text = path;
  }

  /// Reads what was typed; an empty text is what is not set.
  public static Optional<EfiLoader> typed(String text) {
    return text.isBlank() ? Optional.empty() : Optional.of(new EfiLoader(text));
  }

  @Override
  public String toString() {
    return text;
  }
}
