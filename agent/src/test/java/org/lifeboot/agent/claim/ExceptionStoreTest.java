package org.lifeboot.agent.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Stores laid out as the kernel's drivers/md/dm-snap-persistent.c lays them out.
class ExceptionStoreTest {

  private static final int CHUNK = 4096;

  @TempDir Path folder;

  private final ByteBuffer store = ByteBuffer.allocate(600 * CHUNK).order(ByteOrder.LITTLE_ENDIAN);

  private void header(int valid) {
    store.putInt(0, 0x70416e53).putInt(4, valid).putInt(8, 1).putInt(12, 8);
  }

  private void exception(int area, int slot, long origin) {
    int at = (1 + 257 * area) * CHUNK + slot * 16;
    store.putLong(at, origin).putLong(at + 8, 2 + 257L * area + slot);
  }

  private Path written() throws IOException {
    return Files.write(folder.resolve("store"), store.array());
  }

  @Test
  void whatWasWrittenIsListedOverTheEndOfAnArea() throws IOException {
    header(1);
    for (int slot = 0; slot < 256; slot++) {
      exception(0, slot, 1_000 + slot);
    }
    exception(1, 0, 7);

    assertThat(ExceptionStore.changed(written())).hasSize(257).startsWith(1_000L).endsWith(7L);
  }

  @Test
  void ofASnapshotThatNobodyWroteNothingIsListed() throws IOException {
    header(1);

    assertThat(ExceptionStore.changed(written())).isEmpty();
  }

  @Test
  void aStoreThatRanOverOrIsNoneIsNotRead() throws IOException {
    assertThatThrownBy(() -> ExceptionStore.changed(written())).isInstanceOf(IOException.class);
    header(0);
    assertThatThrownBy(() -> ExceptionStore.changed(written())).isInstanceOf(IOException.class);
  }
}
