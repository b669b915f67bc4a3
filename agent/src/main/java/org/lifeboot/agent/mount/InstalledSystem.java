package org.lifeboot.agent.mount;

import org.lifeboot.agent.stack.Volume;

/// A system that is installed on the disks.
///
/// @param root what carries it
/// @param subvolume of a btrfs, as a path from its top: `@`; empty for the default one and for
///   other file systems
/// @param name in its own words: `Debian GNU/Linux 12 (bookworm)`; safe to show
/// @param names what it calls things
public record InstalledSystem(
    Volume root, String subvolume, String name, Fstab fstab, Names names) {

  /// For people and for `--root`.
  public String words() {
    return "%s  %s%s  %s"
        .formatted(
            root.device(),
            root.content().type(),
            subvolume.isEmpty() ? "" : " subvol=" + subvolume,
            name);
  }

  /// Whether a person means this one.
  public boolean called(String wanted) {
    return wanted.equals(root.device())
        || wanted.equals(root.device() + ":" + subvolume)
        || wanted.equals("UUID=" + root.content().uuid())
        || wanted.equals("LABEL=" + root.content().label())
        || wanted.equals(root.key());
  }
}
