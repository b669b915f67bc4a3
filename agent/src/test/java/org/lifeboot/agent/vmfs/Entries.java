package org.lifeboot.agent.vmfs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a folder's own bytes are. VMFS 5: records, one behind the other. VMFS 6: a head with `.`
/// and `..`, then pages of 4 KiB with up to 14 records each; 4 bits per page say whether it is
/// there (1), or is the end (8).
final class Entries {

  private static final int FIVE_BYTES = 0x8c;
  private static final int SIX_BYTES = 0x120;
  private static final int OWN_AT = 0x3b8;
  private static final int PRESENT_AT = 0x10040;
  private static final int PAGES_AT = 0x11000;
  private static final int PAGE_BYTES = 0x1000;
  private static final int IN_PAGE_AT = 0x40;
  private static final int PER_PAGE = PAGE_BYTES / SIX_BYTES;

  private final boolean six;
  private final List<byte[]> records = new ArrayList<>();

  Entries(Shape shape) {
    this.six = shape.six();
  }

  void add(int type, int descriptor, String name) {
    var whole = new byte[six ? SIX_BYTES : FIVE_BYTES];
    ByteBuffer record = Volume.over(whole);
    record.putInt(type).putInt(descriptor).putInt(1);
    byte[] bytes = name.getBytes(ISO_8859_1);
    record.put(six ? 24 : 12, Arrays.copyOf(bytes, Math.min(bytes.length, 128)));
    records.add(whole);
  }

  byte[] bytes() {
    return six ? pages() : rows();
  }

  private byte[] rows() {
    var rows = new byte[records.size() * FIVE_BYTES];
    records.forEach(Volume.over(rows)::put);
    return rows;
  }

  private byte[] pages() {
    int count = (records.size() - 2 + PER_PAGE - 1) / PER_PAGE;
    var pages = new byte[PAGES_AT + (count + 1) * PAGE_BYTES];
    ByteBuffer all = Volume.over(pages);
    all.putInt(0, 0xf50001).putInt(4, records.size());
    all.put(OWN_AT, records.get(0)).put(OWN_AT + SIX_BYTES, records.get(1));
    for (int each = 2; each < records.size(); each++) {
      int page = (each - 2) / PER_PAGE;
      int at = PAGES_AT + page * PAGE_BYTES + IN_PAGE_AT + (each - 2) % PER_PAGE * SIX_BYTES;
      all.put(at, records.get(each));
    }
    for (int page = 0; page <= count; page++) {
      present(all, page, page < Math.max(count, 1) ? 1 : 8);
    }
    return pages;
  }

  private static void present(ByteBuffer all, int page, int bits) {
    int at = PRESENT_AT + (page + 1) / 2;
    int shift = (page + 1) % 2 == 0 ? 4 : 0;
    all.put(at, (byte) (all.get(at) | (bits << shift)));
  }
}
