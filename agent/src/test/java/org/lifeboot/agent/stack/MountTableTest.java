package org.lifeboot.agent.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MountTableTest {

  /// A dead system's fstab may name such a folder; what is mounted there must be found again.
  @Test
  void aCarriageReturnInANameEndsNoLine() {
    MountTable table = MountTable.of("36 35 98:0 / /mnt/a\rb rw - ext4 /dev/vda2 rw\n");

    assertThat(table.contains("/mnt/a\rb")).isTrue();
    assertThat(table.under("/mnt")).containsExactly("/mnt/a\rb");
  }
}
