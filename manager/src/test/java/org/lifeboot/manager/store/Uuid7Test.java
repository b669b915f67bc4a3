package org.lifeboot.manager.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class Uuid7Test {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  @Test
  void idsOfOneMillisecondSortAsTheyWereMade() {
    List<String> made = IntStream.range(0, 100_000).mapToObj(_ -> Uuid7.at(NOON)).toList();

    assertThat(made).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void idsSortByTheirMillisecond() {
    List<String> made =
        IntStream.range(0, 1000).mapToObj(millis -> Uuid7.at(NOON.plusMillis(millis))).toList();

    assertThat(made).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void anIdIsAUuidOfVersion7ThatHoldsItsMillisecond() {
    UUID id = UUID.fromString(Uuid7.at(NOON));

    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOON.toEpochMilli());
  }

  @Test
  void idsMadeByManyAtOnceAreAllDifferent() {
    List<String> made =
        Stream.generate(() -> NOON).limit(200_000).parallel().map(Uuid7::at).toList();

    assertThat(made).doesNotHaveDuplicates();
  }
}
