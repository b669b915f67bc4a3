package org.lifeboot.manager.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lifeboot.manager.health.HealthReading.Moment;
import org.lifeboot.manager.health.HealthReading.Taken;
import org.lifeboot.manager.power.PowerHealth;
import org.lifeboot.manager.power.PowerHealth.Entry;
import org.lifeboot.manager.power.PowerHealth.Reading;
import org.lifeboot.manager.server.ServerId;
import org.lifeboot.manager.session.SessionId;

class HealthRunTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Entry OLD = new Entry("1", "11/20/2026 08:01:02", "", "Memory, Correctable");
  private static final Entry NEW = new Entry("2", "11/23/2026 12:01:02", "", "CPU, Hot");
  private static final Reading COOL = new Reading("CPU1", "41 C", "ok", "");
  private static final Reading HOT = new Reading("CPU1", "92 C", "cr", "above its limit");

  private static HealthReading reading(Moment moment, Optional<Taken> taken) {
    return new HealthReading(
        moment.text(), new SessionId("s"), new ServerId("1"), moment, NOON, "", taken);
  }

  private static HealthReading told(Moment moment, Reading sensor, Entry... log) {
    PowerHealth health = new PowerHealth.Told("Maker", List.of(sensor), List.of(log));
    return reading(moment, Optional.of(new Taken(NOON, health)));
  }

  private static HealthReading silent(Moment moment) {
    return reading(moment, Optional.of(new Taken(NOON, new PowerHealth.Unreachable("off"))));
  }

  @Test
  void whatWasLoggedInBetweenIsWhatIsNewAfterwards() {
    List<HealthRun> runs =
        HealthRun.of(List.of(told(Moment.BEFORE, COOL, OLD), told(Moment.AFTER, HOT, NEW, OLD)));

    assertThat(runs).hasSize(1);
    assertThat(runs.getFirst().logged()).contains(List.of(NEW));
    assertThat(runs.getFirst().outside()).containsExactly(HOT);
    assertThat(runs.getFirst().wasSoBefore(HOT)).isFalse();
  }

  @Test
  void theSameEventAgainInTheSameSecondIsNewByItsNumber() {
    Entry again = new Entry("2", OLD.at(), OLD.severity(), OLD.text());
    List<HealthRun> runs =
        HealthRun.of(List.of(told(Moment.BEFORE, COOL, OLD), told(Moment.AFTER, COOL, again, OLD)));

    assertThat(runs.getFirst().logged()).contains(List.of(again));
  }

  @Test
  void withoutAReadingBeforeNothingIsCalledNew() {
    List<HealthRun> runs =
        HealthRun.of(List.of(silent(Moment.BEFORE), told(Moment.AFTER, HOT, NEW, OLD)));

    assertThat(runs.getFirst().logged()).isEmpty();
    assertThat(runs.getFirst().outside()).containsExactly(HOT);
  }

  @Test
  void whileChecksRunTheSensorsOfBeforeCount() {
    List<HealthReading> readings = List.of(told(Moment.BEFORE, HOT, OLD));

    assertThat(HealthRun.open(readings)).isTrue();
    assertThat(HealthRun.of(readings).getFirst().outside()).containsExactly(HOT);
  }

  @Test
  void aReadingByHandBelongsToNoRun() {
    List<HealthReading> readings =
        List.of(
            told(Moment.BEFORE, COOL, OLD),
            told(Moment.BY_HAND, HOT, NEW, OLD),
            told(Moment.AFTER, COOL, NEW, OLD));

    assertThat(HealthRun.of(readings)).hasSize(1);
    assertThat(HealthRun.of(readings).getFirst().logged()).contains(List.of(NEW));
    assertThat(HealthRun.open(readings)).isFalse();
  }

  @Test
  void aCheckThatComesBackToLifeEndsItsRunOnceMore() {
    List<HealthRun> runs =
        HealthRun.of(
            List.of(
                told(Moment.BEFORE, COOL, OLD),
                silent(Moment.AFTER),
                told(Moment.AFTER, COOL, NEW, OLD)));

    assertThat(runs).hasSize(1);
    assertThat(runs.getFirst().logged()).contains(List.of(NEW));
  }
}
