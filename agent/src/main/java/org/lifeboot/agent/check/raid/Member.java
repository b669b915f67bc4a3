package org.lifeboot.agent.check.raid;

/// A member of an array that is not assembled, as its own superblock tells.
///
/// @param device `/dev/sda2`
/// @param arrayUuid the same for all members of an array
/// @param arrayName `host:0`, or empty
/// @param level `raid1`
/// @param devices how many active members the array is meant to have
/// @param events counts the array's changes; a member with fewer was left behind. -1: not known
/// @param role `Active device 0`, `spare`, or empty where the superblock is an old one
/// @param arrayState which members it knows to be there: `AA`, `A.`; empty in old superblocks
/// @param state `clean`, `active`: the array was in use when the server stopped
record Member(
    String device,
    String arrayUuid,
    String arrayName,
    String level,
    int devices,
    long events,
    String role,
    String arrayState,
    String state) {

  boolean spare() {
    return role.equals("spare");
  }
}
