package org.lifeboot.manager.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lifeboot.manager.audit.Who;
import org.lifeboot.manager.memtest.Memtest;
import org.lifeboot.manager.memtest.MemtestReading;
import org.lifeboot.manager.memtest.MemtestState;
import org.lifeboot.manager.netboot.BootAnswer;
import org.lifeboot.manager.netboot.BootClient;
import org.lifeboot.manager.netboot.BootFile;
import org.lifeboot.manager.netboot.BootId;
import org.lifeboot.manager.netboot.Fetch;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.server.MacAddress;
import org.lifeboot.manager.server.Netboot;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.server.ServerDraft;
import org.lifeboot.manager.store.StoreSettings;

/// Memtest86+ as the services tell it, on every store. Two Managers take turns where the store
/// allows two.
abstract class MemtestContract {

  private static final Who ANN = new Who("ann", "192.0.2.7");
  private static final MacAddress MAC = new MacAddress("52:54:00:00:00:01");
  private static final BootClient IPXE = new BootClient("10.0.2.15", "10.0.2.2", "", "", "pcbios");
  private static final NetbootChoice RESCUE = new NetbootChoice.Rescue(true, List.of());
  private static final NetbootChoice MEMTEST = new NetbootChoice.Memtest();
  private static final Fetch STARTED = new Fetch.Started(144_312);
  private static final Fetch FINISHED = new Fetch.Finished(144_312, Duration.ofMillis(40));

  private SessionWorld one;
  private SessionWorld other;
  private Server server;

  abstract StoreSettings settings();

  /// The second Manager, or the same once more.
  abstract SessionWorld second(SessionWorld first, StoreSettings settings);

  abstract void closeSecond(SessionWorld second);

  @BeforeEach
  void open() {
    StoreSettings settings = settings();
    one = SessionWorld.open(settings, Clock.systemUTC());
    other = second(one, settings);
    String power = "{\"driver\":\"command\",\"soft\":[\"true\"],\"hard\":[\"true\"]}";
    server =
        one.servers()
            .add(
                new ServerDraft(
                    "web-1", List.of(MAC), "owner@example.org", power, Optional.empty()),
                ANN);
  }

  @AfterEach
  void close() {
    closeSecond(other);
    one.close();
  }

  private Memtest memtest() {
    return other.memtests().newestOf(server.id()).orElseThrow();
  }

  private Netboot netboot() {
    return other.servers().get("web-1").netboot();
  }

  private BootAnswer boots() {
    return other.boots().bootAsked(MAC, IPXE).orElseThrow();
  }

  private BootId bootsMemtest() {
    return ((BootAnswer.Memtest) boots()).boot();
  }

  private void sent() {
    one.sessions().chooseNetboot(server.id(), MEMTEST, ANN);
    BootId boot = bootsMemtest();
    assertThat(one.boots().fileFetched(boot, BootFile.MEMTEST, STARTED)).isTrue();
    assertThat(other.boots().fileFetched(boot, BootFile.MEMTEST, FINISHED)).isTrue();
  }

  @Test
  void memtestIsChosenForOneBootWithoutARescueSession() {
    Server chosen = one.sessions().chooseNetboot(server.id(), MEMTEST, ANN);

    assertThat(chosen.netboot()).isEqualTo(Netboot.MEMTEST);
    assertThat(chosen.liveSession()).isEmpty();
    assertThat(other.sessions().newestOf(server.id())).isEmpty();
    assertThat(memtest().state()).isInstanceOf(MemtestState.Chosen.class);
    assertThat(memtest().timeline())
        .extracting(Memtest.Line::text)
        .containsExactly("Memtest86+ was chosen; waiting for the boot");
    assertThat(other.outbox().list()).isEmpty();
    assertThat(other.audit().newest(1).getFirst().what()).isEqualTo("netboot-memtest");
  }

  @Test
  void afterOneBootTheServerBootsItsDisk() {
    sent();

    assertThat(netboot()).isEqualTo(Netboot.DISK);
    assertThat(memtest().state()).isInstanceOf(MemtestState.Sent.class);
    assertThat(boots()).isEqualTo(new BootAnswer.FromDisk("web-1"));
    assertThat(memtest().state().text()).isEqualTo("ended");
    assertThat(memtest().timeline().getLast().text())
        .isEqualTo("Memtest86+ is over: the server booted again, from its disk");
  }

  @Test
  void theChoiceIsSpentAsSoonAsTheFetchBegins() {
    one.sessions().chooseNetboot(server.id(), MEMTEST, ANN);
    BootId boot = bootsMemtest();
    one.boots().fileFetched(boot, BootFile.MEMTEST, STARTED);

    assertThat(netboot()).isEqualTo(Netboot.DISK);
    assertThat(boots()).isEqualTo(new BootAnswer.FromDisk("web-1"));
    assertThat(memtest().state().text()).isEqualTo("failed");
  }

  @Test
  void anotherBootBeforeTheFetchGetsMemtestAndTheFirstBootIsVoid() {
    one.sessions().chooseNetboot(server.id(), MEMTEST, ANN);
    BootId first = bootsMemtest();
    BootId second = bootsMemtest();

    assertThat(one.boots().fileFetched(first, BootFile.MEMTEST, STARTED)).isFalse();
    assertThat(one.boots().fileFetched(second, BootFile.MEMTEST, STARTED)).isTrue();
  }

  @Test
  void aMemtestBootGetsNoFileOfTheRescueSystemAndNoSessionFile() {
    one.sessions().chooseNetboot(server.id(), MEMTEST, ANN);
    BootId boot = bootsMemtest();

    assertThat(one.boots().fileFetched(boot, BootFile.KERNEL, STARTED)).isFalse();
    assertThat(one.boots().takeSessionFile(boot)).isEmpty();
  }

  @Test
  void aRescueBootGetsNoMemtest() {
    one.sessions().chooseNetboot(server.id(), RESCUE, ANN);
    BootId boot = ((BootAnswer.Rescue) boots()).boot();

    assertThat(one.boots().fileFetched(boot, BootFile.MEMTEST, STARTED)).isFalse();
  }

  @Test
  void aTransferThatBreaksIsSaidAndTheNetbootIsDisk() {
    one.sessions().chooseNetboot(server.id(), MEMTEST, ANN);
    BootId boot = bootsMemtest();
    one.boots().fileFetched(boot, BootFile.MEMTEST, STARTED);
    one.boots().fileFetched(boot, BootFile.MEMTEST, new Fetch.Broken(1000, Duration.ofSeconds(3)));

    assertThat(memtest().timeline().getLast().text())
        .isEqualTo("The connection broke after 1000 bytes of Memtest86+");
    assertThat(netboot()).isEqualTo(Netboot.DISK);
  }

  @Test
  void diskTakesTheChoiceBack() {
    one.sessions().chooseNetboot(server.id(), MEMTEST, ANN);

    assertThat(other.sessions().chooseNetboot(server.id(), new NetbootChoice.Disk(), ANN).netboot())
        .isEqualTo(Netboot.DISK);
    assertThat(boots()).isEqualTo(new BootAnswer.FromDisk("web-1"));
    assertThat(memtest().timeline().getLast().text())
        .isEqualTo("Called off before it was sent: disk was chosen");
  }

  @Test
  void rescueReplacesAChosenMemtest() {
    one.sessions().chooseNetboot(server.id(), MEMTEST, ANN);
    BootId stale = bootsMemtest();

    assertThat(other.sessions().chooseNetboot(server.id(), RESCUE, ANN).netboot())
        .isEqualTo(Netboot.RESCUE);
    assertThat(one.boots().fileFetched(stale, BootFile.MEMTEST, STARTED)).isFalse();
    assertThat(boots()).isInstanceOf(BootAnswer.Rescue.class);
    assertThat(memtest().live()).isFalse();
  }

  @Test
  void memtestChosenAgainIsAFreshChoice() {
    one.sessions().chooseNetboot(server.id(), MEMTEST, ANN);
    String first = memtest().id();
    other.sessions().chooseNetboot(server.id(), MEMTEST, ANN);

    assertThat(memtest().id()).isNotEqualTo(first);
    assertThat(memtest().live()).isTrue();
  }

  @Test
  void memtestIsRefusedWhileARescueSessionIsLive() {
    one.sessions().chooseNetboot(server.id(), RESCUE, ANN);

    assertThatThrownBy(() -> other.sessions().chooseNetboot(server.id(), MEMTEST, ANN))
        .isInstanceOfSatisfying(
            Problem.class, it -> assertThat(it.code()).isEqualTo(ProblemCode.SESSION_LIVE))
        .hasMessageContaining("Set the netboot to disk to end it first");
    assertThat(netboot()).isEqualTo(Netboot.RESCUE);
    assertThat(other.memtests().newestOf(server.id())).isEmpty();
  }

  @Test
  void aHardRebootThatWasDoneEndsMemtest() {
    sent();
    Instant start = Instant.now();
    while (Instant.now().toEpochMilli() == start.toEpochMilli()) {
      Thread.onSpinWait();
    }

    one.sessions().reboot(server.id(), RebootHow.HARD, ANN);

    assertThat(memtest().state().text()).isEqualTo("ended");
    assertThat(memtest().timeline())
        .extracting(Memtest.Line::text)
        .contains("A hard reboot was asked for", "A hard reboot by command was done");
  }

  @Test
  void aSoftRebootThatWasSentDoesNotMeanThatMemtestIsOver() {
    sent();

    one.sessions().reboot(server.id(), RebootHow.SOFT, ANN);

    assertThat(memtest().state().text()).isEqualTo("sent");
  }

  @Test
  void whatIsHeardOfItIsKeptAndToldAsTheResult() {
    sent();
    String id = memtest().id();
    assertThat(memtest().heard()).isEmpty();
    assertThat(other.memtests().audible()).extracting(Memtest::id).containsExactly(id);

    one.memtests().heard(id, new MemtestReading("7.20", 9, 0, 40, 3, 5, 2, 0, "2345678"));
    assertThat(memtest().heard().orElseThrow().text())
        .isEqualTo("2 errors, first seen at address 0x2345678");
    other.sessions().chooseNetboot(server.id(), new NetbootChoice.Disk(), ANN);

    assertThat(memtest().timeline())
        .extracting(Memtest.Line::text)
        .containsSubsequence(
            "Memtest86+ v7.20 is heard over serial-over-LAN",
            "Memtest86+ has found an error, at address 0x2345678",
            "No longer followed: disk was chosen",
            "Result: 2 errors, first seen at address 0x2345678");
    assertThat(other.memtests().audible()).isEmpty();
  }

  @Test
  void aMemtestThatNobodyCouldListenToHasNoResult() {
    sent();
    one.sessions().chooseNetboot(server.id(), new NetbootChoice.Disk(), ANN);

    assertThat(memtest().timeline())
        .extracting(Memtest.Line::step)
        .doesNotContain("result", "listen");
  }

  @Test
  void oneManagerListensAndAnotherWhenThatOneIsGone() {
    sent();
    String id = memtest().id();

    assertThat(one.memtests().claim(id, "one", Duration.ofMinutes(1))).isTrue();
    assertThat(other.memtests().claim(id, "other", Duration.ofMinutes(1))).isFalse();
    assertThat(one.memtests().claim(id, "one", Duration.ZERO)).isTrue();
    assertThat(other.memtests().claim(id, "other", Duration.ofMinutes(1))).isTrue();
  }

  @Test
  void anUnknownServerIsNotFound() {
    one.servers().remove(server.id(), ANN);

    assertThatThrownBy(() -> one.sessions().chooseNetboot(server.id(), MEMTEST, ANN))
        .isInstanceOfSatisfying(
            Problem.class, it -> assertThat(it.code()).isEqualTo(ProblemCode.NOT_FOUND));
  }
}
