package org.lifeboot.manager.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.lifeboot.manager.incident.IncidentRules.Step;
import org.lifeboot.manager.incident.IncidentState.Closed;
import org.lifeboot.manager.incident.IncidentState.InWork;
import org.lifeboot.manager.incident.IncidentState.Open;

class IncidentRulesTest {

  private static final Instant THEN = Instant.parse("2026-11-20T12:00:00Z");
  private static final Instant NOW = Instant.parse("2026-11-20T12:10:00Z");
  private static final IncidentState OPEN = new Open(THEN);
  private static final IncidentState IN_WORK = new InWork("tess", THEN);
  private static final IncidentState CLOSED = new Closed("tess", THEN);

  private static Step step(IncidentState state, Stage wanted) {
    return IncidentRules.step(state, wanted, "olga", NOW);
  }

  @Test
  void anOpenOneIsTakenIntoWorkOrClosedByWhoeverAsks() {
    assertThat(step(OPEN, Stage.IN_WORK)).isEqualTo(new Step.To(new InWork("olga", NOW)));
    assertThat(step(OPEN, Stage.CLOSED)).isEqualTo(new Step.To(new Closed("olga", NOW)));
    assertThat(step(OPEN, Stage.OPEN))
        .isEqualTo(new Step.Refused("it is open already, since 2026-11-20T12:00:00Z"));
  }

  @Test
  void oneInWorkIsTakenOverPutBackOrClosed() {
    assertThat(step(IN_WORK, Stage.IN_WORK)).isEqualTo(new Step.To(new InWork("olga", NOW)));
    assertThat(step(IN_WORK, Stage.OPEN)).isEqualTo(new Step.To(new Open(NOW)));
    assertThat(step(IN_WORK, Stage.CLOSED)).isEqualTo(new Step.To(new Closed("olga", NOW)));
  }

  @Test
  void aClosedOneCanOnlyBeReopened() {
    String refusal = "it was closed by tess at 2026-11-20T12:00:00Z; reopen it first";

    assertThat(step(CLOSED, Stage.OPEN)).isEqualTo(new Step.To(new Open(NOW)));
    assertThat(step(CLOSED, Stage.IN_WORK)).isEqualTo(new Step.Refused(refusal));
    assertThat(step(CLOSED, Stage.CLOSED)).isEqualTo(new Step.Refused(refusal));
  }
}
