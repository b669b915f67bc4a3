package org.lifeboot.agent.look;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.protocol.VolumeList;
import org.lifeboot.protocol.VolumeList.State;

class LooksTest {

  private static final String ROOT = "/dev/sda1";
  private static final String LOCKED = "/dev/sdb1";

  @TempDir Path folder;
  private final Time time = new Time();
  private final Played volumes = new Played();
  private Looks looks;

  /// A clock that stands until it is moved.
  private static final class Time extends Clock {
    private Instant now = Instant.parse("2026-11-23T05:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  /// Two volumes that are folders.
  private final class Played implements Volumes {
    private int open;
    private int rehearsals;
    private final CountDownLatch slow = new CountDownLatch(1);

    @Override
    public VolumeList list() {
      return new VolumeList(
          List.of(volume(ROOT, State.CLOSED), volume(LOCKED, State.LOCKED)), "", false);
    }

    private static VolumeList.Volume volume(String device, State state) {
      return new VolumeList.Volume(
          device,
          device,
          "",
          "ext4",
          "",
          device.equals(ROOT) ? "aaaa-1" : "bbbb-2",
          100,
          -1,
          state,
          List.of(),
          "");
    }

    @Override
    public Answer open(VolumeList.Volume volume, String passphrase) {
      if (volume.state() == State.LOCKED && !passphrase.equals("right")) {
        return new Answer.NotReady("This passphrase does not open the volume.");
      }
      open++;
      return new Answer.Ready(
          new Open() {
            @Override
            public Optional<Path> root() {
              return Optional.of(folder);
            }

            @Override
            public Optional<String> trouble() {
              return Optional.empty();
            }

            @Override
            public Optional<String> letGo() {
              open--;
              return Optional.empty();
            }
          });
    }

    @Override
    public VolumeList.Volume rehearsed(String device) {
      return Repaired.row(device);
    }

    @Override
    public Answer rehearse(VolumeList.Volume rehearsed, String fingerprint)
        throws InterruptedException {
      rehearsals++;
      if (fingerprint.equals("slow")) {
        slow.await();
      }
      return fingerprint.equals("old")
          ? new Answer.NotReady("The file system has changed.")
          : open(volume(ROOT, State.CLOSED), "");
    }

    @Override
    public List<String> disks(VolumeList.Volume volume) {
      return List.of(volume.device().substring(5, 8));
    }

    @Override
    public Set<String> below(VolumeList.Volume volume) {
      return Set.of();
    }

    @Override
    public void makeRoom() {
      // holds nothing for itself
    }

    @Override
    public void close() {
      // nothing is left
    }
  }

  @BeforeEach
  void start() throws IOException {
    Files.createDirectory(folder.resolve("etc"));
    Files.writeString(
        folder.resolve("etc/fstab"),
        "# of the installed system\nUUID=aaaa-1 / ext4 defaults 0 1\nUUID=BBBB-2 /home ext4 x 0 2\n");
    looks = new Looks(volumes, time);
  }

  @AfterEach
  void stop() {
    looks.close();
  }

  @Test
  void whatIsOpenIsListedAsOpenAndTellsHowFullItIs() {
    assertThat(looks.open(ROOT, "").done()).isTrue();

    assertThat(looks.list().volumes().getFirst().state()).isEqualTo(State.OPEN);
    assertThat(looks.list().volumes().getFirst().freeBytes()).isPositive();
  }

  @Test
  void whatNobodyUsesIsLetGoOfAfterFiveMinutes() {
    looks.open(ROOT, "");
    time.now = time.now.plus(Duration.ofMinutes(5)).plusSeconds(1);
    looks.letGoOfIdle();

    assertThat(volumes.open).isZero();
    assertThat(looks.use(ROOT)).isEmpty();
  }

  @Test
  void whatIsBeingReadStays() {
    looks.open(ROOT, "");
    try (var _ = looks.use(ROOT).orElseThrow()) {
      time.now = time.now.plus(Duration.ofHours(1));
      looks.letGoOfIdle();
      looks.makeRoomOn(Set.of("sda"));

      assertThat(volumes.open).isEqualTo(1);
    }
    looks.makeRoomOn(Set.of("sdb"));
    assertThat(volumes.open).isEqualTo(1);
    looks.makeRoomOn(Set.of("sda"));
    assertThat(volumes.open).isZero();
  }

  @Test
  void whoeverReadsIsSentAwayWhenAPersonLetsGo() throws InterruptedException {
    looks.open(ROOT, "");
    var reading = new CountDownLatch(1);
    Thread reader =
        Thread.ofPlatform()
            .start(
                () -> {
                  try (var _ = looks.use(ROOT).orElseThrow()) {
                    reading.countDown();
                    boolean _ = new CountDownLatch(1).await(1, TimeUnit.MINUTES);
                  } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                  }
                });
    reading.await();

    assertThat(looks.close(ROOT).done()).isTrue();
    assertThat(reader.join(Duration.ofSeconds(10))).isTrue();
    assertThat(volumes.open).isZero();
  }

  @Test
  void aLockedVolumeTakesItsPassphraseEachTime() {
    assertThat(looks.open(LOCKED, "").word()).contains("passphrase");
    assertThat(looks.open(LOCKED, "wrong").done()).isFalse();
    assertThat(looks.open(LOCKED, "right").done()).isTrue();
    looks.close(LOCKED);
    assertThat(looks.useOrOpen(LOCKED)).isEmpty();
  }

  @Test
  void aVolumeThatWasLetGoOfIsOpenedAgain() {
    looks.open(ROOT, "");
    looks.close(ROOT);

    try (var lease = looks.useOrOpen(ROOT).orElseThrow()) {
      assertThat(lease.explorer().text("/etc/fstab", 100)).contains("UUID=aaaa-1");
    }
  }

  @Test
  void whatARepairWouldLeaveIsAVolumeOfItsOwnUntilTheRepairWantsTheDevice() {
    assertThat(looks.openRehearsed(ROOT, "plan").done()).isTrue();

    VolumeList.Volume row = looks.list().volumes().getFirst();
    assertThat(row.key()).isEqualTo("repaired:" + ROOT);
    assertThat(row.state()).isEqualTo(State.OPEN);
    assertThat(row.word()).contains("Nothing was written");
    try (var _ = looks.use("repaired:" + ROOT).orElseThrow()) {
      assertThat(looks.list().volumes().get(1).state()).isEqualTo(State.CLOSED);
    }
    looks.makeRoomOn(Set.of("sda"));

    assertThat(volumes.open).isZero();
    assertThat(looks.list().volumes()).hasSize(2);
  }

  @Test
  void aRehearsalThatTakesLongIsAskedForAgainAndNotBegunAgain() {
    assertThat(looks.openRehearsed(ROOT, "slow").word()).contains("being rehearsed");
    assertThat(looks.list().volumes().getFirst().state()).isEqualTo(State.OPENING);
    assertThat(looks.list().looking()).isTrue();
    volumes.slow.countDown();

    assertThat(looks.openRehearsed(ROOT, "slow").done()).isTrue();
    assertThat(volumes.rehearsals).isEqualTo(1);
  }

  @Test
  void aRehearsalIsBrokenOffWhenACheckWantsTheDevice() {
    assertThat(looks.openRehearsed(ROOT, "slow").done()).isFalse();
    looks.makeRoomOn(Set.of("sda"));

    assertThat(looks.list().looking()).isFalse();
    assertThat(volumes.open).isZero();
  }

  @Test
  void aPlanThatIsOldIsNotLookedAt() {
    assertThat(looks.openRehearsed(ROOT, "old").word()).contains("has changed");
    assertThat(looks.list().looking()).isFalse();
  }
}
