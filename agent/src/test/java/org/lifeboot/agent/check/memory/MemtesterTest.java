package org.lifeboot.agent.check.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.Recording;

class MemtesterTest {

  private static List<String> lines(Outcome outcome) {
    return outcome instanceof Outcome.Exited(_, String stdout, _)
        ? stdout.lines().map(Memtester::plain).toList()
        : List.of();
  }

  private static final Outcome PASSED = Recording.exited(0, "memtester/4.6-passed.txt");
  private static final Outcome STUCK = Recording.exited(6, "memtester/4.6-stuck-bit.txt");

  @Test
  void onePassOverARegionIsAskedFor() {
    assertThat(Memtester.command(4096).toString()).isEqualTo("memtester 4096K 1");
  }

  @Test
  void everyTestThatEndsIsHeardInItsOrder() {
    assertThat(lines(PASSED).stream().flatMap(line -> Memtester.ended(line).stream()))
        .isEqualTo(Memtester.TESTS);
    assertThat(Memtester.ended(PASSED)).isTrue();
    assertThat(Memtester.failed(PASSED)).isFalse();
  }

  @Test
  void whatItLockedIsToldInBytes() {
    assertThat(lines(PASSED).stream().map(Memtester::lockedBytes).filter(OptionalLong::isPresent))
        .containsExactly(OptionalLong.of(8_388_608));
  }

  @Test
  void aStuckBitIsAFailureWithItsOffset() {
    String second =
        lines(STUCK).stream().filter(Memtester::failure).skip(1).findFirst().orElseThrow();

    assertThat(second)
        .endsWith(
            "FAILURE: 0xf77746fbfcfb0c9b != 0xf77746fbfcfb0c93 at offset 0x0000000000011128.");
    assertThat(Memtester.offset(second)).isEqualTo(OptionalLong.of(0x11128));
    assertThat(Memtester.failed(STUCK)).isTrue();
    assertThat(Memtester.ended(STUCK)).isTrue();
  }

  @Test
  void aFailureMayBeInEitherHalfOfTheRegion() {
    assertThat(Memtester.candidates(0x7f00_0000_0000L, 8 << 20, 0x11128, "FAILURE: 0x1 != 0x2"))
        .containsExactly(0x7f00_0001_1128L, 0x7f00_0041_0930L);
  }

  @Test
  void aProgramThatWasKilledHasNotEnded() {
    var killed = new Outcome.Exited(137, "Loop 1/1:\n  Stuck Address : ok\n", "");

    assertThat(Memtester.ended(killed)).isFalse();
    assertThat(Memtester.failed(killed)).isFalse();
  }

  @Test
  void anUnknownTestIsNoProgress() {
    assertThat(Memtester.ended("  Some New Test       : ok")).isEqualTo(Optional.empty());
  }
}
