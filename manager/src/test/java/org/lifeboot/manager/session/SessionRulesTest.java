package org.lifeboot.manager.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lifeboot.manager.session.Samples.ACTIVE;
import static org.lifeboot.manager.session.Samples.BOOTING;
import static org.lifeboot.manager.session.Samples.BOOTING_OFTEN;
import static org.lifeboot.manager.session.Samples.DOUBTED;
import static org.lifeboot.manager.session.Samples.ENDED;
import static org.lifeboot.manager.session.Samples.KEY;
import static org.lifeboot.manager.session.Samples.LATER;
import static org.lifeboot.manager.session.Samples.LEAVING;
import static org.lifeboot.manager.session.Samples.LOST;
import static org.lifeboot.manager.session.Samples.NOW;
import static org.lifeboot.manager.session.Samples.OLD_TOKEN;
import static org.lifeboot.manager.session.Samples.REQUESTED;
import static org.lifeboot.manager.session.Samples.RIGHT_CALL;
import static org.lifeboot.manager.session.Samples.TOKEN;
import static org.lifeboot.manager.session.Samples.call;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lifeboot.manager.server.Netboot;
import org.lifeboot.manager.session.SessionEffect.Close;
import org.lifeboot.manager.session.SessionEffect.SetNetboot;
import org.lifeboot.manager.session.SessionEvent.AgentCalled;
import org.lifeboot.manager.session.SessionEvent.AgentHeard;
import org.lifeboot.manager.session.SessionEvent.AgentRebooting;
import org.lifeboot.manager.session.SessionEvent.AgentSilent;
import org.lifeboot.manager.session.SessionEvent.DeadlinePassed;
import org.lifeboot.manager.session.SessionEvent.DiskChosen;
import org.lifeboot.manager.session.SessionEvent.SessionFileAsked;
import org.lifeboot.manager.session.SessionEvent.SoftRebootAsked;
import org.lifeboot.manager.session.SessionState.Active;
import org.lifeboot.manager.session.SessionState.Booting;
import org.lifeboot.manager.session.SessionState.Ended;
import org.lifeboot.manager.session.SessionState.Expired;
import org.lifeboot.manager.session.SessionState.Failed;
import org.lifeboot.manager.session.SessionState.Leaving;
import org.lifeboot.manager.session.SessionState.Lost;
import org.lifeboot.protocol.AgentEvent;
import org.lifeboot.protocol.RefusalCode;

final class SessionRulesTest {

  private final SessionRules rules = new SessionRules(SessionLimits.USUAL);

  private Step step(SessionState state, SessionEvent event) {
    return rules.step(state, event, NOW);
  }

  @Test
  void onlyTheRightTokenMakesASessionActive() {
    for (SessionState state : Samples.STATES) {
      for (SessionEvent event : Samples.EVENTS) {
        boolean becameActive =
            !(state instanceof Active) && step(state, event).state() instanceof Active;
        boolean rightToken =
            event instanceof AgentCalled called && called.tokenSha256().equals(TOKEN);
        assertThat(becameActive)
            .as("%s, %s", state, event)
            .isEqualTo(
                (state instanceof Booting && rightToken)
                    || (state.equals(LOST) && event.equals(RIGHT_CALL)));
      }
    }
  }

  @Test
  void theOneShotIsConsumedInTheVeryStepThatMakesTheSessionActive() {
    assertThat(step(BOOTING, RIGHT_CALL).effects()).contains(new SetNetboot(Netboot.DISK));
  }

  @Test
  void aChoiceThatIsNotFollowedByABootExpiresBackToDisk() {
    Step step = rules.step(REQUESTED, new DeadlinePassed(), REQUESTED.expiresAt());

    assertThat(step.state()).isEqualTo(new Expired(REQUESTED.expiresAt()));
    assertThat(step.effects()).containsExactly(new SetNetboot(Netboot.DISK), new Close());
  }

  @Test
  void aChoiceThatExpiredWhileTheManagerWasDownIsNotBooted() {
    assertThat(rules.step(REQUESTED, Samples.boot(), LATER).state()).isInstanceOf(Expired.class);
  }

  @Test
  void aDeadlineThatComesTooEarlyChangesNothing() {
    assertThat(step(REQUESTED, new DeadlinePassed()).state()).isEqualTo(REQUESTED);
    assertThat(step(BOOTING, new DeadlinePassed()).state()).isEqualTo(BOOTING);
  }

  @Test
  void aRescueSystemThatDoesNotComeUpFailsNamingTheLastStep() {
    Step step = rules.step(BOOTING, new DeadlinePassed(), LATER);

    assertThat(step.state())
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.step()).isEqualTo(Steps.SESSION_FILE));
    assertThat(step.effects()).containsExactly(new SetNetboot(Netboot.DISK), new Close());
  }

  @Test
  void theSixthBootOfOneSessionFailsIt() {
    assertThat(step(BOOTING_OFTEN, Samples.boot()).state()).isInstanceOf(Failed.class);
  }

  @Test
  void anotherBootMakesTheEarlierTokenVoid() {
    Step again = step(BOOTING, Samples.boot());

    Step refused = step(again.state(), call(TOKEN, KEY));
    assertThat(refused.state()).isEqualTo(again.state());
    assertThat(code(refused)).isEqualTo(RefusalCode.TOKEN_EXPIRED);
  }

  private static RefusalCode code(Step step) {
    return ((Refusal.OfAgent) step.refusal().orElseThrow()).code();
  }

  @Test
  void theSessionFileIsHandedOutOnce() {
    Step again = step(BOOTING, new SessionFileAsked(Samples.BOOT, "e".repeat(64)));

    assertThat(again.refusal()).isPresent();
    assertThat(again.timeline()).extracting(Step.Line::step).containsExactly(Steps.REFUSED);
    assertThat(again.state()).isEqualTo(BOOTING);
  }

  @Test
  void aReplayedTokenIsRefusedAndRecorded() {
    AgentCalled replay = call(TOKEN, "f".repeat(64));
    for (SessionState state : List.of(ACTIVE, LEAVING, LOST)) {
      Step step = step(state, replay);
      assertThat(step.state()).isEqualTo(state);
      assertThat(code(step)).isEqualTo(RefusalCode.TOKEN_REPLAYED);
      assertThat(step.timeline()).extracting(Step.Line::step).containsExactly(Steps.REFUSED);
    }
  }

  @Test
  void wrongOldAndLateTokensAreRefusedAndRecorded() {
    assertThat(code(step(BOOTING, call("9".repeat(64), KEY)))).isEqualTo(RefusalCode.TOKEN_WRONG);
    assertThat(code(step(BOOTING, call(OLD_TOKEN, KEY)))).isEqualTo(RefusalCode.TOKEN_EXPIRED);
    assertThat(code(step(ENDED, RIGHT_CALL))).isEqualTo(RefusalCode.SESSION_OVER);
    assertThat(code(step(Samples.FAILED, RIGHT_CALL))).isEqualTo(RefusalCode.TOKEN_EXPIRED);
    Step late = rules.step(BOOTING, RIGHT_CALL, LATER);
    assertThat(code(late)).isEqualTo(RefusalCode.TOKEN_EXPIRED);
    assertThat(late.state()).isInstanceOf(Failed.class);
    assertThat(late.timeline()).extracting(Step.Line::step).contains(Steps.REFUSED);
  }

  @Test
  void aReconnectMailsNoSecondPassword() {
    Step step = step(ACTIVE, RIGHT_CALL);

    assertThat(step.state()).isEqualTo(ACTIVE);
    assertThat(step.effects()).isEmpty();
  }

  @Test
  void aSilentAgentIsLostAndMayComeBack() {
    Step lost = step(ACTIVE, new AgentSilent(NOW, SessionLimits.USUAL.silence()));
    assertThat(lost.state()).isInstanceOf(Lost.class);

    Step back = step(lost.state(), RIGHT_CALL);
    assertThat(back.state()).isEqualTo(ACTIVE);
    assertThat(back.timeline()).extracting(Step.Line::step).containsExactly(Steps.BACK);
  }

  @Test
  void leavingEndsByTheRebootHoweverItIsSeen() {
    assertThat(step(LEAVING, new AgentRebooting()).state()).isInstanceOf(Ended.class);
    assertThat(step(LEAVING, Samples.boot()).state()).isInstanceOf(Ended.class);
    assertThat(step(LEAVING, new AgentSilent(NOW, SessionLimits.USUAL.silence())).state())
        .isInstanceOf(Ended.class);
  }

  @Test
  void aBootWithoutLeavingFirstEndsTheSessionOnceItsAgentStaysSilent() {
    Step asked = step(ACTIVE, Samples.boot());

    assertThat(asked.state()).isInstanceOf(Active.class);
    assertThat(asked.effects()).containsExactly(new SessionEffect.WakeAt(NOW.plus(Doubt.PATIENCE)));
    Ended ended = new Ended(LATER, "rebooted without leaving first", NOW, Samples.TOKENS);
    assertThat(rules.step(asked.state(), new DeadlinePassed(), LATER).state()).isEqualTo(ended);
    assertThat(step(asked.state(), new DeadlinePassed()).state()).isEqualTo(asked.state());
    AgentSilent silent = new AgentSilent(NOW, SessionLimits.USUAL.silence());
    assertThat(rules.step(asked.state(), silent, LATER).state()).isEqualTo(ended);
  }

  @Test
  void anAgentThatGoesOnSpeakingShowsThatAnotherMachineHasTheSameAddress() {
    for (SessionEvent word : List.of(new AgentHeard(), RIGHT_CALL)) {
      Step step = step(DOUBTED, word);

      assertThat(step.state()).isEqualTo(ACTIVE);
      assertThat(step.timeline())
          .singleElement()
          .satisfies(
              line -> {
                assertThat(line.step()).isEqualTo(Steps.TWIN);
                assertThat(line.text()).contains("Two machines", "(R740 A1)", "boot its disk");
              });
    }
  }

  @Test
  void whatTheAgentHadSaidJustBeforeTheBootDecidesNothing() {
    Active asked = (Active) step(ACTIVE, Samples.boot()).state();

    assertThat(step(asked, new AgentHeard()).state()).isEqualTo(asked);
  }

  @Test
  void aMachineThatIsNotTheOneThatBootsGetsNoSessionOfIts() {
    Step other = step(BOOTING, Samples.bootOf("R740", "B2"));
    Step same = step(BOOTING, Samples.bootOf("R740", "A1"));
    Step silent = step(BOOTING, Samples.boot());

    assertThat(other.state()).isEqualTo(BOOTING);
    assertThat(other.refusal()).isPresent();
    assertThat(other.timeline())
        .singleElement()
        .satisfies(line -> assertThat(line.text()).contains("while R740 A1 boots", "(R740 B2)"));
    assertThat(same.refusal()).isEmpty();
    assertThat(silent.refusal()).isEmpty();
  }

  @Test
  void choosingDiskBeforeTheRescueSystemIsUpCancels() {
    assertThat(step(REQUESTED, new DiskChosen("ann")).state())
        .isEqualTo(
            new Ended(
                NOW,
                "cancelled before the rescue system was up",
                Instant.EPOCH,
                SessionState.Tokens.NONE));
    Step whileBooting = step(BOOTING, new DiskChosen("ann"));
    assertThat(code(step(whileBooting.state(), RIGHT_CALL))).isEqualTo(RefusalCode.SESSION_OVER);
  }

  @Test
  void aSoftRebootWhileActiveMeansLeavingByTheAgent() {
    Step step = step(ACTIVE, new SoftRebootAsked("ann"));

    assertThat(step.state()).isInstanceOf(Leaving.class);
    assertThat(step.effects()).contains(new SessionEffect.RebootByAgent());
  }

  @Test
  void everySessionThatEndsFallsBackToDiskAndIsClosed() {
    for (SessionState state : Samples.STATES) {
      for (SessionEvent event : Samples.EVENTS) {
        for (Instant now : List.of(NOW, LATER)) {
          Step step = rules.step(state, event, now);
          if (state.live() && !step.state().live()) {
            assertThat(step.effects()).contains(new SetNetboot(Netboot.DISK), new Close());
          }
          if (!state.live()) {
            assertThat(step.state()).isEqualTo(state);
            assertThat(step.effects()).isEmpty();
          }
        }
      }
    }
  }

  @Test
  void everyStateSurvivesTheStore() {
    StateJson json = new StateJson();
    for (SessionState state : Samples.STATES) {
      assertThat(json.state(json.write(state))).isEqualTo(state);
    }
  }

  private String told(String hardware, String problem) {
    Instant clock = Instant.parse(hardware);
    AgentEvent.ClockWrong wrong = new AgentEvent.ClockWrong(clock, clock, NOW, problem);
    return step(ACTIVE, new SessionEvent.ClockWrong(wrong)).timeline().getFirst().text();
  }

  @Test
  void aWrongClockIsToldWithHowFarItIsOffAndWhatWasDoneAboutIt() {
    assertThat(told("2001-01-01T00:01:12.5Z", ""))
        .startsWith(
            "The server's clock is wrong: it said 2001-01-01T00:01:12Z, which is 25 years behind"
                + " the Manager's. The rescue system took the Manager's time")
        .contains("was left as it is", "battery");
    assertThat(told("2026-11-22T14:00:00Z", "setting the clock: no"))
        .contains("2 hours ahead of the Manager's")
        .endsWith("could not take the Manager's time: setting the clock: no");
    assertThat(told("2026-11-19T12:00:00Z", "")).contains("which is 3 days behind");
    assertThat(told("2026-11-22T11:58:00Z", "")).contains("which is 2 minutes behind");
  }
}
