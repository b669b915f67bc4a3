package org.lifeboot.agent.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.agent.backup.BackupReport.State;
import org.lifeboot.agent.check.CheckWatch;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.ProcessTools;
import org.lifeboot.agent.tool.Tools;
import org.lifeboot.protocol.AgentEvent.Point;

/// Real ddrescue and restic; ddrescue's own test mode makes the bad sectors.
@Timeout(120)
class BackupTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T05:00:00Z"), ZoneOffset.UTC);
  private static final int SIZE_BYTES = 4 << 20;

  @TempDir Path folder;

  private final Tools tools = new ProcessTools();
  private final Quiet watch = new Quiet();
  private Path disk = Path.of("disk.img");

  @BeforeEach
  void fillADisk() throws IOException {
    var bytes = new byte[SIZE_BYTES];
    new Random(7).nextBytes(bytes);
    disk = Files.write(folder.resolve("disk.img"), bytes);
  }

  private Source source() {
    return new Source(disk.toString(), disk, false, 512, SIZE_BYTES, "QEMU DISK LB-1");
  }

  private Path copies() {
    return folder.resolve("copies");
  }

  private DeviceBackup backup(Tools with) {
    return new DeviceBackup(with, watch, CLOCK);
  }

  /// ddrescue(1) with a map of what shall not be readable.
  private Tools withBadSectors() throws IOException {
    Path bad = folder.resolve("bad.map");
    Files.writeString(
        bad,
        """
        0x0 ? 1
        0x000000 0x100000 +
        0x100000 0x000400 -
        0x100400 0x2FFC00 +
        """);
    return command ->
        tools.run(
            command.arguments().getFirst().equals("ddrescue") ? testing(command, bad) : command);
  }

  private static Command testing(Command command, Path bad) {
    List<String> words = new java.util.ArrayList<>(command.arguments());
    words.add(1, "--test-mode=" + bad);
    return new Command(words, "", Duration.ofMinutes(1), 1 << 20, Command.More.DROP);
  }

  @Test
  void everyByteOfADeviceIsCopiedAndVerified() throws IOException {
    var report = backup(tools).run(source(), copies(), 1);

    assertThat(report.state()).as(report.toString()).isEqualTo(State.COMPLETE);
    assertThat(report.copiedBytes()).isEqualTo(SIZE_BYTES);
    assertThat(copies().resolve("disk.img.img")).hasSameBinaryContentAs(disk);
    var verified = new Verification(tools, watch).ofDevice(copies().resolve("disk.img.json"));
    assertThat(verified.state()).as(verified.toString()).isEqualTo(State.COMPLETE);
  }

  @Test
  void whatCannotBeReadIsListedAndTheRestIsEqual() throws IOException {
    var report = backup(withBadSectors()).run(source(), copies(), 1);

    assertThat(report.state()).as(report.toString()).isEqualTo(State.WITH_LOSSES);
    assertThat(report.lost()).containsExactly(new Lost(0x100000, 0x400));
    assertThat(report.reason()).startsWith("1,024 bytes in 1 places cannot be read");
    byte[] expected = Files.readAllBytes(disk);
    java.util.Arrays.fill(expected, 0x100000, 0x100400, (byte) 0);
    assertThat(Files.readAllBytes(copies().resolve("disk.img.img"))).isEqualTo(expected);
    var verified = new Verification(tools, watch).ofDevice(copies().resolve("disk.img.json"));
    assertThat(verified.state()).isEqualTo(State.WITH_LOSSES);
    assertThat(verified.lost()).containsExactly(new Lost(0x100000, 0x400));
  }

  @Test
  void aSecondRunTriesTheLostSectorsAgain() throws IOException {
    backup(withBadSectors()).run(source(), copies(), 0);

    var report = backup(tools).run(source(), copies(), 1);

    assertThat(report.state()).as(report.toString()).isEqualTo(State.COMPLETE);
    assertThat(copies().resolve("disk.img.img")).hasSameBinaryContentAs(disk);
  }

  @Test
  void aCopyThatWasAlteredIsNotTakenForOne() throws IOException {
    backup(tools).run(source(), copies(), 1);
    byte[] bytes = Files.readAllBytes(copies().resolve("disk.img.img"));
    bytes[4711] ^= 1;
    Files.write(copies().resolve("disk.img.img"), bytes);

    var verified = new Verification(tools, watch).ofDevice(copies().resolve("disk.img.json"));

    assertThat(verified.state()).isEqualTo(State.NOT_DONE);
    assertThat(verified.reason()).contains("not what was written");
  }

  @Test
  void anotherDriveIsNotMixedIntoACopy() throws IOException {
    backup(tools).run(source(), copies(), 1);
    var other = new Source(disk.toString(), disk, false, 512, SIZE_BYTES, "QEMU DISK LB-2");

    var report = backup(tools).run(other, copies(), 1);

    assertThat(report.state()).isEqualTo(State.NOT_DONE);
    assertThat(report.reason()).contains("a copy of another drive (QEMU DISK LB-1)");
  }

  @Test
  void aFileThatIsThereAlreadyIsNotOverwritten() throws IOException {
    Files.createDirectories(copies());
    Files.writeString(copies().resolve("disk.img.img"), "precious");

    var report = backup(tools).run(source(), copies(), 1);

    assertThat(report.state()).isEqualTo(State.NOT_DONE);
    assertThat(copies().resolve("disk.img.img")).hasContent("precious");
  }

  @Test
  void aFullDiskIsSaidAndTheCopyCanBeGoneOnWith() throws IOException {
    Tools full = _ -> new Outcome.Exited(1, "", "ddrescue: Write error: No space left on device");

    var report = backup(full).run(source(), copies(), 1);

    assertThat(report.state()).isEqualTo(State.NOT_DONE);
    assertThat(report.reason()).contains("No space left on device");
    assertThat(backup(tools).run(source(), copies(), 1).state()).isEqualTo(State.COMPLETE);
  }

  private RepositoryAccess access(String password) {
    return new RepositoryAccess(
        folder.resolve("repository").toString(), password, Map.of("HOME", "/nowhere"));
  }

  private Path someFiles() throws IOException {
    Path files = Files.createDirectories(folder.resolve("files/sub"));
    Files.writeString(files.resolve("letter"), "Dear owner");
    Files.writeString(files.resolve("\u001b[31mred"), "hostile name");
    return folder.resolve("files");
  }

  @Test
  void filesGoIntoARepositoryThatIsMadeAndComeBackEqual() throws IOException {
    var backup = new FilesBackup(tools, watch);
    var report = backup.run(someFiles(), access("open sesame"));

    assertThat(report.state()).as(report.toString()).isEqualTo(State.COMPLETE);
    assertThat(report.reason()).startsWith("2 files are in the snapshot ");
    var verified = new Verification(tools, watch).ofRepository(access("open sesame"));
    assertThat(verified.state()).as(verified.toString()).isEqualTo(State.COMPLETE);
    assertThat(restored("restore", "latest", "--target", folder.resolve("back").toString()))
        .isTrue();
    assertThat(folder.resolve("back" + folder.resolve("files/sub/letter")))
        .hasContent("Dear owner");
  }

  private boolean restored(String... words) {
    List<String> all = new java.util.ArrayList<>(List.of("restic", "--no-cache"));
    all.addAll(List.of("-r", folder.resolve("repository").toString()));
    all.addAll(List.of("--password-file", "/dev/stdin"));
    all.addAll(List.of(words));
    var command =
        new Command(all, "open sesame", Duration.ofMinutes(1), 1 << 20, Command.More.KILL);
    return tools.run(command).problem("").isEmpty();
  }

  @Test
  void aWrongPasswordIsSaidAndMakesNoSecondRepository() throws IOException {
    new FilesBackup(tools, watch).run(someFiles(), access("open sesame"));

    var report = new FilesBackup(tools, watch).run(someFiles(), access("guess"));

    assertThat(report.state()).isEqualTo(State.NOT_DONE);
    assertThat(report.reason()).contains("wrong password");
  }

  @Test
  void aBrokenRepositoryIsFound() throws IOException {
    new FilesBackup(tools, watch).run(someFiles(), access("open sesame"));
    try (var packs = Files.walk(folder.resolve("repository/data"))) {
      Path pack = packs.filter(Files::isRegularFile).findFirst().orElseThrow();
      boolean _ = pack.toFile().setWritable(true);
      byte[] bytes = Files.readAllBytes(pack);
      bytes[0] ^= 1;
      Files.write(pack, bytes);
    }

    var verified = new Verification(tools, watch).ofRepository(access("open sesame"));

    assertThat(verified.state()).isEqualTo(State.NOT_DONE);
  }

  @Test
  void aWholeDeviceGoesIntoARepositoryAndComesBackEqual() throws IOException {
    var report = new DeviceToRepository(tools, watch).run(source(), access("open sesame"));

    assertThat(report.state()).as(report.toString()).isEqualTo(State.COMPLETE);
    assertThat(report.copiedBytes()).isEqualTo(SIZE_BYTES);
    assertThat(restored("restore", "latest", "--target", folder.resolve("back").toString()))
        .isTrue();
    assertThat(folder.resolve("back/disk.img.img")).hasSameBinaryContentAs(disk);
  }

  @Test
  void aDeviceThatIsGoneInTheMiddleLeavesNoSnapshotOfAPart() throws IOException {
    var longer = new Source(disk.toString(), disk, false, 512, SIZE_BYTES + 512, "QEMU DISK LB-1");

    var report = new DeviceToRepository(tools, watch).run(longer, access("open sesame"));

    assertThat(report.state()).isEqualTo(State.NOT_DONE);
    assertThat(report.reason()).contains("4,194,304 of 4,194,816 bytes arrived");
  }

  @Test
  void whatIsNoTargetIsSaid() {
    assertThat(Target.parse("sftp:me@nas:/b")).isInstanceOf(Target.Remote.class);
    assertThat(Target.parse("s3:https://host/bucket")).isInstanceOf(Target.Remote.class);
    assertThat(Target.parse("/mnt/usb:1")).isEqualTo(new Target.Folder(Path.of("/mnt/usb:1")));
    assertThatThrownBy(() -> Target.parse("nas:/backups")).hasMessageContaining("is no target");
  }

  /// Nobody looks.
  static final class Quiet implements CheckWatch {
    @Override
    public void step(String part, String step) {}

    @Override
    public void progress(double fraction, java.util.Optional<Duration> left) {}

    @Override
    public void measured(String series, String unit, List<Point> points) {}

    @Override
    public void evidence(String name, String text) {}
  }
}
