package org.lifeboot.lab.story;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// The superblock of one member of a RAID1 that was being written to when the power went: version
/// 1.2, `struct mdp_superblock_1` of the kernel's include/uapi/linux/raid/md_p.h. Most kernels that
/// run tests cannot make an array; this needs none.
///
/// @param role 0 or 1
/// @param dataBytes how much each member holds for the array
record RaidSuperblock(int role, long dataBytes) {

  /// Where the array's own bytes begin on a member.
  static final int DATA_MEBIBYTES = 1;

  private static final int PLACE = 4096;
  private static final int HEAD = 256;
  private static final int MOST_MEMBERS = 2;
  private static final int SECTOR = 512;
  private static final long TIME = 1_760_000_000L;
  private static final long EVENTS = 17;

  void writeTo(Image member) {
    member.altered(PLACE, bytes());
  }

  private byte[] bytes() {
    var block = ByteBuffer.allocate(HEAD + 2 * MOST_MEMBERS).order(ByteOrder.LITTLE_ENDIAN);
    block.putInt(0, 0xa92b4efc).putInt(4, 1); // magic, major version
    block.put(16, "lifeboot-unclean".getBytes(StandardCharsets.US_ASCII)); // the array's UUID
    block.put(32, "lab:unclean".getBytes(StandardCharsets.US_ASCII));
    block.putLong(64, TIME).putInt(72, 1); // made at; level 1
    block.putLong(80, dataBytes / SECTOR).putInt(92, MOST_MEMBERS);
    block.putLong(128, DATA_MEBIBYTES * (1L << 20) / SECTOR).putLong(136, dataBytes / SECTOR);
    block.putLong(144, PLACE / SECTOR).putInt(160, role); // this place; number of this member
    block.put(168, ("member-" + role + "-of-two").getBytes(StandardCharsets.US_ASCII));
    block.putLong(192, TIME).putLong(200, EVENTS);
    block.putLong(208, 0); // synchronised up to here: it was in use
    block.putInt(220, MOST_MEMBERS);
    block.putShort(HEAD, (short) 0).putShort(HEAD + 2, (short) 1); // who has which role
    block.putInt(216, checksum(block));
    return block.array();
  }

  /// drivers/md/md.c, `calc_sb_1_csum`: the sum of all words, its carry added.
  private static int checksum(ByteBuffer block) {
    long sum = 0;
    for (int at = 0; at < block.capacity(); at += 4) {
      sum += Integer.toUnsignedLong(block.getInt(at));
    }
    return (int) ((sum & 0xffff_ffffL) + (sum >>> 32));
  }
}
