package org.lifeboot.agent.layout;

import io.avaje.jsonb.Json;

/// What something says of itself by its first bytes. Texts are safe to show.
///
/// @param usage `filesystem`, `raid`, `crypto`, `other` (swap); empty when nothing is known
/// @param type as blkid(8) names it: `ext4`, `linux_raid_member`, `LVM2_member`, `crypto_LUKS`;
///   empty when nothing is known
/// @param version of the format, where it has one: `1.2`
@Json
public record Signature(String usage, String type, String version, String label, String uuid) {

  public static final Signature NONE = new Signature("", "", "", "", "");

  public boolean known() {
    return !type.isEmpty();
  }

  public boolean fileSystem() {
    return usage.equals("filesystem");
  }

  public boolean raidMember() {
    return type.equals("linux_raid_member");
  }

  public boolean physicalVolume() {
    return type.equals("LVM2_member");
  }

  public boolean encrypted() {
    return type.equals("crypto_LUKS");
  }

  public boolean datastore() {
    return type.equals("VMFS") || type.equals("VMFS_volume_member");
  }
}
