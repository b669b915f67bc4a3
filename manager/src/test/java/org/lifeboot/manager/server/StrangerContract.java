package org.lifeboot.manager.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lifeboot.manager.audit.Audit;
import org.lifeboot.manager.audit.Who;
import org.lifeboot.manager.power.PowerDrivers;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.secret.KeyFile;
import org.lifeboot.manager.secret.Vault;
import org.lifeboot.manager.store.Database;
import org.lifeboot.manager.store.StoreSettings;

/// Machines that nobody registered, on every store.
@Timeout(60)
abstract class StrangerContract {

  private static final Who TESTER = new Who("tester", "192.0.2.7");
  private static final MacAddress ONE = new MacAddress("52:54:00:00:00:01");
  private static final MacAddress TWO = new MacAddress("52:54:00:00:00:02");
  private static final Stranger.Told NOTHING = new Stranger.Told("", "", "", "");
  private static final Stranger.Told MUCH =
      new Stranger.Told("10.0.0.7", "efi", "PowerEdge R640", "ABC1234");

  private final Clock clock = Clock.systemUTC();
  private Database database;
  private Audit audit;
  private Servers servers;
  private Strangers strangers;

  abstract StoreSettings settings();

  @BeforeEach
  void open() {
    database = Database.open(settings());
    audit = new Audit(database, clock);
    servers =
        new Servers(
            database,
            audit,
            new PowerDrivers(database, new Vault(new KeyFile(Path.of("no-key-here"))), clock),
            clock);
    strangers = Strangers.start(database, audit, Duration.ofMillis(10), clock);
  }

  @AfterEach
  void close() {
    strangers.close();
    database.close();
  }

  private static void eventually(BooleanSupplier fact) {
    while (!fact.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  private void seen(MacAddress mac, Stranger.Told told) {
    long before = strangers.find(mac).map(Stranger::times).orElse(0L);
    strangers.seen(List.of(mac), told);
    eventually(() -> strangers.find(mac).map(Stranger::times).orElse(0L) > before);
  }

  @Test
  void aMachineIsListedOnceHoweverOftenItAsksAndKeepsWhatItSaidBefore() {
    seen(ONE, NOTHING);
    seen(TWO, NOTHING);
    seen(ONE, MUCH);
    seen(ONE, NOTHING);

    assertThat(strangers.newest()).extracting(Stranger::mac).containsExactly(ONE, TWO);
    var one = strangers.find(ONE).orElseThrow();
    assertThat(one.told()).isEqualTo(MUCH);
    assertThat(one.times()).isEqualTo(3);
    assertThat(one.firstSeen()).isBeforeOrEqualTo(one.lastSeen());
  }

  @Test
  void aMachineThatIsRegisteredByAnyOfItsCardsLeavesTheListAndDoesNotComeBack() {
    strangers.seen(List.of(ONE, TWO), MUCH);
    eventually(() -> strangers.find(ONE).isPresent());

    servers.add(
        new ServerDraft(
            "web-1", List.of(TWO), "owner@example.org", ServerDraft.NO_POWER, Optional.empty()),
        TESTER);
    strangers.seen(List.of(ONE, TWO), MUCH);
    seen(new MacAddress("52:54:00:00:00:03"), NOTHING);

    assertThat(strangers.newest())
        .extracting(Stranger::mac)
        .containsExactly(new MacAddress("52:54:00:00:00:03"));
  }

  @Test
  void oneThatIsForgottenIsGoneUntilItAsksAgainAndTheAuditLogKnowsByWhom() {
    seen(ONE, MUCH);

    strangers.forget(ONE, TESTER);

    assertThat(strangers.newest()).isEmpty();
    assertThat(audit.newest(1).getFirst().what()).isEqualTo("stranger-forgotten");
    assertThatThrownBy(() -> strangers.forget(ONE, TESTER))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo(ProblemCode.NOT_FOUND));
    seen(ONE, MUCH);
    assertThat(strangers.newest()).hasSize(1);
  }

  @Test
  void aFloodOfMadeUpAddressesIsWrittenAFewAtATime() {
    try (var slow = Strangers.start(database, audit, Duration.ofMinutes(5), clock)) {
      IntStream.range(0, 20_000)
          .mapToObj("0200%08x"::formatted)
          .forEach(mac -> slow.seen(List.of(new MacAddress(mac)), NOTHING));
      eventually(() -> !slow.newest().isEmpty());
      slow.seen(List.of(ONE), MUCH);

      assertThat(slow.newest()).hasSizeBetween(1, Strangers.MOST_AT_ONCE);
    }
  }

  @Test
  void theListHasAnEnd() {
    var table = new StrangerTable();
    database.change(
        "fill",
        transaction ->
            IntStream.range(0, 350)
                .mapToObj("0200%08x"::formatted)
                .map(MacAddress::new)
                .forEach(
                    mac ->
                        table.see(
                            transaction,
                            new Stranger(
                                List.of(mac), clock.instant(), clock.instant(), 1, NOTHING))));

    seen(ONE, MUCH);

    assertThat(strangers.newest()).hasSize(Strangers.MOST).extracting(Stranger::mac).contains(ONE);
  }

  @Test
  void theSuggestedNameIsAServersNameWhateverTheMachineSays() {
    assertThat(new Stranger(List.of(ONE), clock.instant(), clock.instant(), 1, MUCH))
        .extracting(Stranger::suggestedName)
        .isEqualTo("server-abc1234");
    assertThat(
            List.of("To be filled by O.E.M.", "-", "<script>1</script>", "x".repeat(900), "../1"))
        .allSatisfy(
            serial ->
                assertThat(
                        new Stranger(
                                List.of(ONE),
                                clock.instant(),
                                clock.instant(),
                                1,
                                new Stranger.Told("", "", "", serial))
                            .suggestedName())
                    .matches("server-(000001|script-1-script)"));
  }
}
