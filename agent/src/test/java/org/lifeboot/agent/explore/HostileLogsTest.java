package org.lifeboot.agent.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.protocol.ExploreOrder.ReadText;
import org.lifeboot.protocol.ExploreOrder.SearchText;
import org.lifeboot.protocol.TextFound;
import org.lifeboot.protocol.TextPage;

/// A log of 32 MiB that unpacks to a tebibyte: 8,388,608 blocks of RFC 8878, each of which says
/// "128 KiB of this byte".
@Timeout(180)
class HostileLogsTest {

  private static final int BLOCKS = 8 << 20;
  private static final List<String> LOG = List.of("/bomb.zst");

  @TempDir Path folder;

  @BeforeEach
  void makeTheBomb() throws IOException {
    byte[] head = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0x00, 0x38};
    byte[] block = {0x02, 0x00, 0x10, 'x'};
    byte[] last = {0x03, 0x00, 0x10, 'x'};
    try (var out =
        new BufferedOutputStream(Files.newOutputStream(folder.resolve("bomb.zst")), 1 << 20)) {
      out.write(head);
      for (int i = 1; i < BLOCKS; i++) {
        out.write(block);
      }
      out.write(last);
    }
  }

  @Test
  void itsBeginningIsShownAndTheRestIsNotUnpacked() throws IOException {
    try (Explorer explorer = Explorer.of(folder)) {
      TextPage page = explorer.read(new ReadText("disk", LOG, 0, 0, false));

      assertThat(page.lines().getFirst().text()).startsWith("xxxx");
      assertThat(page.last()).isFalse();
    }
  }

  @Test
  void aSearchThroughItEndsWhenNobodyWaits() throws Exception {
    try (Explorer explorer = Explorer.of(folder)) {
      Callable<TextFound> search =
          () -> explorer.search(new SearchText("disk", LOG, 0, 0, false, "needle", false));
      var searching = new FutureTask<>(search);
      Thread searcher = Thread.ofPlatform().start(searching);
      assertThat(searcher.join(java.time.Duration.ofSeconds(1))).isFalse();

      searcher.interrupt();

      searcher.join(TimeUnit.SECONDS.toMillis(30));
      assertThat(searching.isDone()).isTrue();
    }
  }
}
