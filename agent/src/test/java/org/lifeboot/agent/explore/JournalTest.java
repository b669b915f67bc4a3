package org.lifeboot.agent.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.ProcessTools;
import org.lifeboot.protocol.ExploreOrder.ReadJournal;
import org.lifeboot.protocol.ExploreOrder.ReadText;
import org.lifeboot.protocol.GlanceList;
import org.lifeboot.protocol.JournalPage;
import org.lifeboot.protocol.TextPage;

/// A dead system's journal, a real one: made by systemd-journal-remote(8).
class JournalTest {

  private static final String MACHINE = "0123456789abcdef0123456789abcdef";
  private static final Path MAKER = Path.of("/usr/lib/systemd/systemd-journal-remote");

  @TempDir Path outside;
  private Path root;
  private Path folder;
  private Explorer explorer;

  @BeforeEach
  void open() throws IOException {
    root = Files.createDirectory(outside.resolve("root"));
    folder = root.resolve("var/log/journal/" + MACHINE);
    explorer = Explorer.of(root);
  }

  @AfterEach
  void close() {
    explorer.close();
  }

  private static Outcome run(String... words) {
    return new ProcessTools().run(Command.of(Duration.ofMinutes(1), words));
  }

  private void made(Path file) throws IOException {
    assumeThat(MAKER).as("systemd-journal-remote is installed").exists();
    Files.createDirectories(file.getParent());
    Path export = outside.resolve("export");
    Files.writeString(
        export, IntStream.range(0, 500).mapToObj(JournalTest::entry).collect(Collectors.joining()));
    Outcome outcome = run(MAKER.toString(), "-o", file.toString(), export.toString());
    assertThat(outcome.problem("making a journal")).isEmpty();
  }

  private static String entry(int i) {
    String message = i == 300 ? "Out of memory: Killed process 812 (mysqld)" : "message " + i;
    return """
        __REALTIME_TIMESTAMP=%d
        __MONOTONIC_TIMESTAMP=%d
        _BOOT_ID=0123456789abcdef0123456789abcde%d
        _MACHINE_ID=%s
        _TRANSPORT=kernel
        PRIORITY=%d
        SYSLOG_IDENTIFIER=kernel
        _SYSTEMD_UNIT=%s
        MESSAGE=%s

        """
        .formatted(
            1_763_800_000_000_000L + i * 1_000_000L,
            1_000_000 + i,
            i < 250 ? 0 : 1,
            MACHINE,
            i % 100 == 0 ? 3 : 6,
            i % 2 == 0 ? "ssh.service" : "cron.service",
            message);
  }

  private JournalPage page(String unit, int priority, String boot, String cursor)
      throws IOException, InterruptedException {
    return explorer.journal(new ReadJournal("v", unit, priority, boot, 0, 0, cursor));
  }

  @Test
  void theNewestComeFirstAndTheOlderBehindThem() throws Exception {
    made(folder.resolve("system.journal"));

    JournalPage first = page("", 7, "", "");
    JournalPage second = page("", 7, "", first.older());
    JournalPage third = page("", 7, "", second.older());

    assertThat(first.entries()).hasSize(200);
    assertThat(first.entries().getFirst().message()).isEqualTo("message 499");
    assertThat(second.entries().getFirst().message()).isEqualTo("message 299");
    assertThat(third.entries().getLast().message()).isEqualTo("message 0");
    assertThat(third.older()).isEmpty();
    assertThat(first.boots())
        .extracting(JournalPage.Boot::id)
        .containsExactly("0123456789abcdef0123456789abcde1", "0123456789abcdef0123456789abcde0");
  }

  @Test
  void unitPriorityAndBootFilter() throws Exception {
    made(folder.resolve("system.journal"));

    assertThat(page("", 3, "", "").entries()).hasSize(5);
    assertThat(page("cron.service", 7, "", "").entries())
        .allSatisfy(entry -> assertThat(entry.message()).matches("message \\d*[13579]"));
    assertThat(page("", 3, "0123456789abcdef0123456789abcde0", "").entries()).hasSize(3);
    assertThat(page("--directory=/", 7, "", "").entries()).isEmpty();
  }

  @Test
  void anOutOfMemoryKillStandsOut() throws Exception {
    made(folder.resolve("system.journal"));

    GlanceList glance = explorer.glance();

    assertThat(glance.signs())
        .singleElement()
        .satisfies(
            sign -> {
              assertThat(sign.kind()).isEqualTo(GlanceList.Kind.OUT_OF_MEMORY);
              assertThat(sign.message()).contains("mysqld");
            });
  }

  @Test
  void aLinkInTheJournalsFolderIsNotFollowed() throws Exception {
    made(outside.resolve("own/system.journal"));
    Files.createDirectories(folder.getParent());
    Files.createSymbolicLink(folder, outside.resolve("own"));
    Path real = Files.createDirectories(root.resolve("var/log/journal/" + "f".repeat(32)));
    Files.createSymbolicLink(real.resolve("system.journal"), outside.resolve("own/system.journal"));

    assertThat(page("", 7, "", "").word()).isEqualTo("There is no systemd journal here.");
  }

  @Test
  void garbageIsNoJournalAndDoesNoHarm() throws Exception {
    made(folder.resolve("system.journal"));
    byte[] bytes = Files.readAllBytes(folder.resolve("system.journal"));
    for (int i = 4_096; i < bytes.length; i += 97) {
      bytes[i] ^= (byte) (i * 31);
    }
    Files.write(folder.resolve("system.journal"), bytes);
    Files.write(folder.resolve("noise.journal"), new byte[10_000]);

    JournalPage page = page("", 7, "", "");

    assertThat(page.entries().size()).isLessThanOrEqualTo(200);
  }

  @Test
  void aBombIsStoppedAndItsBeginningShown() throws Exception {
    Outcome made =
        run(
            "sh",
            "-c",
            "head -c 3000000000 /dev/zero | tr '\\0' 'a' | gzip -1 > " + root.resolve("bomb.gz"));
    assertThat(made.problem("making a bomb")).isEmpty();
    long before = System.nanoTime();

    TextPage page = explorer.read(new ReadText("v", List.of("/bomb.gz"), 0, 0, false));

    assertThat(page.lines()).isNotEmpty();
    assertThat(page.last()).isFalse();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
  }
}
