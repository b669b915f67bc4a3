package org.lifeboot.manager.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.lifeboot.manager.session.Ladder.Rung;
import org.lifeboot.manager.session.SessionEffect.TryRung;
import org.lifeboot.manager.session.SessionEvent.DeadlinePassed;
import org.lifeboot.manager.session.SessionEvent.DiskChosen;
import org.lifeboot.manager.session.SessionEvent.HandsAnswered;
import org.lifeboot.manager.session.SessionEvent.HandsAsked;
import org.lifeboot.manager.session.SessionEvent.LadderAsked;
import org.lifeboot.manager.session.SessionEvent.LadderStopped;
import org.lifeboot.manager.session.SessionEvent.RungAnswered;
import org.lifeboot.manager.session.SessionState.Booting;
import org.lifeboot.manager.session.SessionState.Ended;
import org.lifeboot.manager.session.SessionState.Failed;
import org.lifeboot.manager.session.SessionState.Requested;

final class LadderRulesTest {

  private static final Instant NOW = Samples.NOW;
  private final SessionRules rules = new SessionRules(SessionLimits.USUAL);

  private Step step(SessionState state, SessionEvent event, Instant now) {
    return rules.step(state, event, now);
  }

  private static Requested on(Rung rung) {
    return new Requested(NOW.plus(Duration.ofHours(2)), Ladder.on(rung, NOW));
  }

  private static Instant after(Rung rung) {
    return NOW.plus(rung.limit());
  }

  @Test
  void itBeginsSoftAndGivesItselfTheTimeForAllWays() {
    Step begun = step(new Requested(NOW.plusSeconds(60)), new LadderAsked("ann", Rung.SOFT), NOW);

    assertThat(begun.effects()).contains(new TryRung(Rung.SOFT));
    assertThat(begun.state())
        .isEqualTo(new Requested(NOW.plus(Ladder.longest()), Ladder.on(Rung.SOFT, NOW)));
  }

  @Test
  void aServerThatCannotBootFromTheNetworkBeginsWithTheRescueIsoAndEndsWithIt() {
    Step begun = step(new Requested(NOW.plusSeconds(60)), new LadderAsked("ann", Rung.MEDIA), NOW);

    assertThat(begun.effects()).contains(new TryRung(Rung.MEDIA));
    assertThat(begun.timeline().getLast().text()).contains("from the rescue ISO at once");

    Step over =
        step(on(Rung.MEDIA), new RungAnswered(Rung.MEDIA, false, "it cannot be fetched"), NOW);
    assertThat(over.timeline().getFirst().text()).isEqualTo("it cannot be fetched");
    assertThat(over.state()).isInstanceOf(Failed.class);
  }

  @Test
  void askedTwiceItBeginsOnce() {
    assertThat(step(on(Rung.HARD), new LadderAsked("ann", Rung.SOFT), NOW).effects()).isEmpty();
  }

  @Test
  void aServerThatDoesNotAskWhatToBootIsRebootedHard() {
    Step next = step(on(Rung.SOFT), new DeadlinePassed(), after(Rung.SOFT));

    assertThat(next.effects()).contains(new TryRung(Rung.HARD));
  }

  @Test
  void nothingHappensBeforeTheTimeIsUp() {
    Step same = step(on(Rung.SOFT), new DeadlinePassed(), after(Rung.SOFT).minusMillis(1));

    assertThat(same.effects()).isEmpty();
    assertThat(same.state()).isEqualTo(on(Rung.SOFT));
  }

  @Test
  void aFirmwareThatIgnoresTheBootChoiceIsToldAndAskedAgain() {
    Step next = step(on(Rung.HARD), new DeadlinePassed(), after(Rung.HARD));

    assertThat(next.timeline().getFirst().text()).contains("its firmware ignored the boot choice");
    assertThat(next.effects()).contains(new TryRung(Rung.AGAIN));
  }

  @Test
  void aWayThatCannotBeGoneIsLeftAtOnce() {
    Step next = step(on(Rung.SOFT), new RungAnswered(Rung.SOFT, false, "no soft reboot"), NOW);

    assertThat(next.timeline().getFirst().text()).isEqualTo("no soft reboot");
    assertThat(next.effects()).contains(new TryRung(Rung.HARD));
  }

  @Test
  void aLateAnswerOfAnEarlierWayIsToldAndNothingMore() {
    Step same = step(on(Rung.HARD), new RungAnswered(Rung.SOFT, false, "late"), NOW);

    assertThat(same.state()).isEqualTo(on(Rung.HARD));
    assertThat(same.effects()).isEmpty();
  }

  @Test
  void whenNoWayIsLeftItHasFailedInWordsAndTheNetbootIsDiskAgain() {
    Step over = step(on(Rung.MEDIA), new DeadlinePassed(), after(Rung.MEDIA));

    assertThat(over.state())
        .isInstanceOfSatisfying(
            Failed.class,
            failed ->
                assertThat(failed.reason())
                    .contains(
                        "no further way is left",
                        "the rescue ISO",
                        "Look at the server's console"));
    assertThat(over.effects()).contains(new SessionEffect.Close());
  }

  private static final Duration HOURS = Duration.ofHours(12);

  private Requested handed() {
    return (Requested) step(on(Rung.HARD), new HandsAsked(Rung.HARD, HOURS, "asked"), NOW).state();
  }

  @Test
  void techniciansAreWaitedForAsLongAsTheyWereGivenAndTheChoiceOfRescueWithThem() {
    assertThat(handed().ladder()).isEqualTo(new Ladder(Rung.HARD, NOW.plus(HOURS), true));
    assertThat(handed().expiresAt()).isAfter(NOW.plus(HOURS));
    assertThat(step(handed(), new DeadlinePassed(), after(Rung.HARD)).state()).isEqualTo(handed());
  }

  @Test
  void whenATechnicianSaysThatItIsDoneTheServerHasTheUsualTimeToAsk() {
    Instant later = NOW.plus(Duration.ofHours(3));

    Step step = step(handed(), new HandsAnswered("tess", true, "pressed reset"), later);

    assertThat(((Requested) step.state()).ladder()).isEqualTo(Ladder.on(Rung.HARD, later));
    assertThat(step.effects())
        .containsExactly(new SessionEffect.WakeAt(later.plus(Rung.HARD.limit())));
    assertThat(step.timeline().getFirst().text()).contains("It is done", "pressed reset");
  }

  @Test
  void whenATechnicianSaysThatItCannotBeDoneTheNextWayIsTriedAtOnce() {
    Step step = step(handed(), new HandsAnswered("tess", false, "the rack is locked"), NOW);

    assertThat(step.timeline().getFirst().text()).contains("cannot", "the rack is locked");
    assertThat(step.effects()).contains(new TryRung(Rung.AGAIN));
  }

  @Test
  void techniciansWhoDoNotAnswerInTimeAreSaidToHaveNot() {
    Step step = step(handed(), new DeadlinePassed(), NOW.plus(HOURS));

    assertThat(step.timeline().getFirst().text()).contains("have not answered in time");
    assertThat(step.effects()).contains(new TryRung(Rung.AGAIN));
  }

  @Test
  void anAnswerThatNobodyWaitsForIsToldAndNothingMore() {
    Step step = step(on(Rung.HARD), new HandsAnswered("tess", false, ""), NOW);

    assertThat(step.state()).isEqualTo(on(Rung.HARD));
    assertThat(step.effects()).isEmpty();
  }

  @Test
  void theBootEndsIt() {
    assertThat(step(on(Rung.AGAIN), Samples.boot(), NOW).state()).isInstanceOf(Booting.class);
  }

  @Test
  void itCanBeStoppedAndTheChoiceStands() {
    Step stopped = step(on(Rung.HARD), new LadderStopped("ann"), NOW);

    assertThat(stopped.state()).isEqualTo(new Requested(on(Rung.HARD).expiresAt()));
    assertThat(step(stopped.state(), new DeadlinePassed(), after(Rung.HARD)).effects()).isEmpty();
  }

  @Test
  void aStoppedOneStillExpires() {
    Step stopped = step(on(Rung.HARD), new LadderStopped("ann"), NOW);

    assertThat(stopped.effects())
        .containsExactly(new SessionEffect.WakeAt(on(Rung.HARD).expiresAt()));
  }

  @Test
  void choosingDiskEndsIt() {
    assertThat(step(on(Rung.HARD), new DiskChosen("ann"), NOW).state()).isInstanceOf(Ended.class);
  }

  @Test
  void whatAnOlderManagerStoredHasNoLadder() {
    SessionState state =
        new StateJson().state("{\"state\":\"requested\",\"expiresAt\":\"2026-11-22T13:00:00Z\"}");

    assertThat(state).isEqualTo(new Requested(Instant.parse("2026-11-22T13:00:00Z")));
  }

  @Test
  void theLadderIsStoredAndComesBack() {
    StateJson json = new StateJson();

    assertThat(json.state(json.write(on(Rung.AGAIN)))).isEqualTo(on(Rung.AGAIN));
  }
}
