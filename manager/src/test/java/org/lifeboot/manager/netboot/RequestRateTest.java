package org.lifeboot.manager.netboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RequestRateTest {

  private static final InetAddress ONE = InetAddress.ofLiteral("10.0.0.1");
  private static final InetAddress OTHER = InetAddress.ofLiteral("10.0.0.2");

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final RequestRate rate = new RequestRate(2, 1, 10, now::get);

  @Test
  void anAddressThatAsksTooOftenIsHeldBackAndOthersAreNot() {
    assertThat(rate.allows(ONE)).isTrue();
    assertThat(rate.allows(ONE)).isTrue();
    assertThat(rate.allows(ONE)).isFalse();
    assertThat(rate.allows(OTHER)).isTrue();
  }

  @Test
  void afterAWhileItMayAskAgain() {
    rate.allows(ONE);
    rate.allows(ONE);
    now.set(Instant.EPOCH.plusSeconds(1));

    assertThat(rate.allows(ONE)).isTrue();
    assertThat(rate.allows(ONE)).isFalse();
  }
}
