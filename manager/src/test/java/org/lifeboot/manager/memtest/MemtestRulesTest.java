package org.lifeboot.manager.memtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.lifeboot.manager.memtest.MemtestEvent.BootAsked;
import org.lifeboot.manager.memtest.MemtestEvent.DeadlinePassed;
import org.lifeboot.manager.memtest.MemtestEvent.Fetched;
import org.lifeboot.manager.memtest.MemtestEvent.RebootAnswered;
import org.lifeboot.manager.memtest.MemtestState.Booting;
import org.lifeboot.manager.memtest.MemtestState.Chosen;
import org.lifeboot.manager.memtest.MemtestState.Expired;
import org.lifeboot.manager.memtest.MemtestState.Failed;
import org.lifeboot.manager.memtest.MemtestState.Sending;
import org.lifeboot.manager.memtest.MemtestState.Sent;
import org.lifeboot.manager.netboot.BootClient;
import org.lifeboot.manager.netboot.Fetch;

class MemtestRulesTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Instant ONE = Instant.parse("2026-11-23T13:00:00Z");
  private static final BootClient IPXE = new BootClient("", "", "ProLiant", "CZ1234", "efi");
  private static final MemtestRules RULES =
      new MemtestRules(Duration.ofMinutes(60), Duration.ofMinutes(20));

  @Test
  void theChoiceExpiresAfterAnHourAndNotBefore() {
    var begun = RULES.begin("ann", NOON);

    assertThat(begun.wakeAt()).contains(ONE);
    assertThat(RULES.step(begun.state(), new DeadlinePassed(), ONE.minusMillis(1)).state())
        .isEqualTo(begun.state());
    var expired = RULES.step(begun.state(), new DeadlinePassed(), ONE);
    assertThat(expired.state()).isEqualTo(new Expired(ONE));
    assertThat(expired.toDisk()).isTrue();
  }

  @Test
  void aBootThatComesTooLateGetsTheDisk() {
    var late = RULES.step(new Chosen(ONE), new BootAsked("b", IPXE), ONE);

    assertThat(late.state()).isEqualTo(new Expired(ONE));
  }

  @Test
  void theBootIsToldWithTheMachine() {
    var asked = RULES.step(new Chosen(ONE), new BootAsked("b", IPXE), NOON);

    assertThat(asked.state()).isEqualTo(new Booting(1, "b", NOON.plusSeconds(1200)));
    assertThat(asked.lines())
        .extracting(MemtestStep.Line::text)
        .containsExactly("The server asked what to boot: memtest (ProLiant CZ1234)");
  }

  @Test
  void aServerThatBootsAgainAndAgainWithoutFetchingIsGivenUp() {
    var fifth = RULES.step(new Booting(5, "b", ONE), new BootAsked("c", IPXE), NOON);

    assertThat(fifth.state()).isInstanceOf(Failed.class);
    assertThat(fifth.toDisk()).isTrue();
  }

  @Test
  void whetherAllArrivedIsNotKnownWhenTheEndOfTheTransferWasNotNoted() {
    var woken = RULES.step(new Sending("b", ONE), new DeadlinePassed(), ONE);

    assertThat(woken.state())
        .isEqualTo(
            new Failed(ONE, "Memtest86+ was being sent; whether all of it arrived is not known"));
  }

  @Test
  void grubReadsTheFileTwice() {
    var started = new Fetched("b", new Fetch.Started(1));

    var sending = RULES.step(new Sending("b", ONE), started, NOON);
    var sent = RULES.step(new Sent(NOON), started, ONE);

    assertThat(sending.refused() || sent.refused()).isFalse();
    assertThat(sending.state()).isEqualTo(new Sending("b", ONE));
    assertThat(sent.state()).isEqualTo(new Sent(NOON));
  }

  @Test
  void aTransferThatBreaksMayBeginAgainWithinAMinute() {
    var broken = new Fetched("b", new Fetch.Broken(1000, Duration.ofSeconds(3)));

    var first = RULES.step(new Sending("b", NOON.plusSeconds(1200)), broken, NOON);
    var late = RULES.step(first.state(), new DeadlinePassed(), NOON.plusSeconds(60));

    assertThat(first.state()).isEqualTo(new Sending("b", NOON.plusSeconds(60)));
    assertThat(late.state()).isInstanceOf(Failed.class);
  }

  @Test
  void aRebootThatWasAskedForBeforeMemtestWasSentDoesNotEndIt() {
    var done = new RebootAnswered(NOON.minusSeconds(30), true, "A hard reboot by qemu was done");

    assertThat(RULES.step(new Sent(NOON), done, ONE).state()).isEqualTo(new Sent(NOON));
  }

  @Test
  void noDeadlineEndsAMemtestThatWasSent() {
    assertThat(RULES.step(new Sent(NOON), new DeadlinePassed(), ONE).state())
        .isEqualTo(new Sent(NOON));
  }
}
