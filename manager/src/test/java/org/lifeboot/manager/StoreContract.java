package org.lifeboot.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lifeboot.manager.account.Account;
import org.lifeboot.manager.account.Accounts;
import org.lifeboot.manager.account.ApiTokens;
import org.lifeboot.manager.account.BrowserSessions;
import org.lifeboot.manager.account.Role;
import org.lifeboot.manager.account.Throttle;
import org.lifeboot.manager.account.Visitor;
import org.lifeboot.manager.audit.Audit;
import org.lifeboot.manager.audit.Who;
import org.lifeboot.manager.effect.EffectHandler.Outcome;
import org.lifeboot.manager.effect.EffectWorker;
import org.lifeboot.manager.effect.Effects;
import org.lifeboot.manager.mail.Outbox;
import org.lifeboot.manager.mail.OutgoingMail;
import org.lifeboot.manager.mail.OutgoingMail.State;
import org.lifeboot.manager.power.PowerDrivers;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.secret.KeyFile;
import org.lifeboot.manager.secret.Vault;
import org.lifeboot.manager.server.EfiLoader;
import org.lifeboot.manager.server.MacAddress;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.server.ServerDraft;
import org.lifeboot.manager.server.ServerNetwork;
import org.lifeboot.manager.server.Servers;
import org.lifeboot.manager.store.ChangedMeanwhile;
import org.lifeboot.manager.store.Database;
import org.lifeboot.manager.store.StoreSettings;

/// What every store must do.
abstract class StoreContract {

  private static final Who TESTER = new Who("tester", "192.0.2.7");

  private final Clock clock = Clock.systemUTC();
  private Database database;
  private Audit audit;
  private Servers servers;

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
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static ServerDraft draft(String name, String... macs) {
    return new ServerDraft(
        name,
        List.of(macs).stream().map(MacAddress::new).toList(),
        "owner@example.org",
        ServerDraft.NO_POWER,
        Optional.empty());
  }

  @Test
  void aServerIsFoundByNameIdAndEachOfItsMacAddresses() {
    Server added = servers.add(draft("web-1", "52:54:00:00:00:01", "52-54-00-AB-00-02"), TESTER);

    assertThat(servers.get("web-1")).isEqualTo(added);
    assertThat(servers.get(added.id().text())).isEqualTo(added);
    assertThat(servers.withMac(new MacAddress("5254.00ab.0002"))).contains(added);
    assertThat(servers.list()).containsExactly(added);
  }

  @Test
  void aServersNetworkIsKeptAndCanBeTakenBack() {
    ServerNetwork fixed =
        ServerNetwork.of("10.0.4.21/24", "10.0.4.1", "10.0.4.2, 2001:db8::53", "12");
    ServerDraft plain = draft("web-1", "52:54:00:00:00:01");
    Server added =
        servers.add(
            new ServerDraft(
                plain.name(),
                plain.macAddresses(),
                plain.ownerEmail(),
                plain.power(),
                plain.sshAddress(),
                fixed,
                Optional.empty()),
            TESTER);

    assertThat(servers.get("web-1").network()).isEqualTo(fixed);
    assertThat(servers.change(added.id(), plain, TESTER).network()).isEqualTo(ServerNetwork.DHCP);
    assertThat(servers.list().getFirst().network()).isEqualTo(ServerNetwork.DHCP);
  }

  @Test
  void aServersLoaderIsKeptWrittenDownAndCanBeTakenBack() {
    EfiLoader loader = new EfiLoader("\\EFI\\debian\\grubx64.efi");
    ServerDraft plain = draft("web-1", "52:54:00:00:00:01");
    ServerDraft own =
        new ServerDraft(
            plain.name(),
            plain.macAddresses(),
            plain.ownerEmail(),
            plain.power(),
            plain.sshAddress(),
            plain.network(),
            Optional.of(loader));
    Server added = servers.add(own, TESTER);

    assertThat(servers.get("web-1").efiLoader()).contains(loader);
    assertThat(servers.get("web-1").draft()).isEqualTo(own);
    assertThat(audit.newest(1).getFirst().detail()).endsWith("EFI loader /EFI/debian/grubx64.efi");
    assertThat(servers.change(added.id(), plain, TESTER).efiLoader()).isEmpty();
    assertThat(audit.newest(1).getFirst().detail()).doesNotContain("EFI");
    assertThat(servers.change(added.id(), own, TESTER).efiLoader()).contains(loader);
  }

  @Test
  void aTakenMacAddressIsRefusedNamingTheOtherServerAndLeavesNoHalfServerBehind() {
    servers.add(draft("web-1", "52:54:00:00:00:01"), TESTER);

    assertThatThrownBy(
            () -> servers.add(draft("web-2", "52:54:00:00:00:09", "52:54:00:00:00:01"), TESTER))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.code()).isEqualTo(ProblemCode.MAC_ADDRESS_TAKEN);
              assertThat(problem.detail()).contains("52:54:00:00:00:01", "web-1");
            });
    assertThat(servers.find("web-2")).isEmpty();
    assertThat(servers.macAddresses()).containsExactly(new MacAddress("52:54:00:00:00:01"));
  }

  @Test
  void aFailureInTheMiddleStoresNothing() {
    assertThatThrownBy(
            () ->
                database.change(
                    "try",
                    transaction -> {
                      audit.add(transaction, TESTER, "half", "", "");
                      throw new IllegalStateException("stop");
                    }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(audit.newest(10)).isEmpty();
  }

  @Test
  void workThatSomebodyElseOvertookIsDoneAgain() {
    AtomicInteger tries = new AtomicInteger();

    int tried =
        database.write(
            "try",
            _ -> {
              if (tries.incrementAndGet() < 3) {
                throw new ChangedMeanwhile("it");
              }
              return tries.get();
            });

    assertThat(tried).isEqualTo(3);
  }

  @Test
  void eachEffectIsCarriedOutOnceByManyWorkers() throws InterruptedException {
    Effects effects = new Effects(database, clock);
    Map<String, AtomicInteger> runs = new ConcurrentHashMap<>();
    CountDownLatch done = new CountDownLatch(60);
    ask(effects, 60);

    EffectWorker one = worker(effects, runs, done);
    EffectWorker other = worker(new Effects(database, clock), runs, done);
    assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    one.close();
    other.close();

    assertThat(runs).hasSize(60);
    assertThat(runs.values()).allSatisfy(count -> assertThat(count.get()).isEqualTo(1));
  }

  private void ask(Effects effects, int count) {
    database.change(
        "ask",
        transaction -> {
          for (int i = 0; i < count; i++) {
            effects.ask(transaction, "count", "test", "work " + i, clock.instant());
          }
        });
  }

  private EffectWorker worker(
      Effects effects, Map<String, AtomicInteger> runs, CountDownLatch done) {
    return EffectWorker.start(
        effects,
        Map.of(
            "count",
            effect -> {
              runs.computeIfAbsent(effect.payload(), _ -> new AtomicInteger()).incrementAndGet();
              done.countDown();
              return new Outcome.Done();
            }),
        clock);
  }

  @Test
  void aFailedEffectIsTriedAgain() throws InterruptedException {
    Effects effects = new Effects(database, clock);
    CountDownLatch tries = new CountDownLatch(2);
    ask(effects, 1);

    try (EffectWorker _ =
        EffectWorker.start(
            effects,
            Map.of(
                "count",
                effect -> {
                  tries.countDown();
                  return effect.attempt() == 1 ? new Outcome.Retry("no") : new Outcome.Done();
                }),
            clock)) {
      assertThat(tries.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aMailsTextIsForgottenOnceItIsDelivered() {
    Outbox outbox = new Outbox(database);
    OutgoingMail mail =
        database.write(
            "put",
            transaction ->
                outbox.put(transaction, "s1", "o@example.org", "Hi", "secret", clock.instant()));
    assertThat(outbox.find(mail.id())).contains(mail);

    outbox.delivered(mail.id());

    assertThat(outbox.find(mail.id()).orElseThrow().state()).isEqualTo(State.DELIVERED);
    assertThat(outbox.find(mail.id()).orElseThrow().text()).isEmpty();
  }

  @Test
  void theFirstAdministratorIsMadeOnceAndLogsInWithThatPassword() {
    Accounts accounts = accounts();
    String password = accounts.createFirstAdministrator().orElseThrow();

    assertThat(accounts.createFirstAdministrator()).isEmpty();
    assertThat(accounts.logIn("admin", password, "192.0.2.1").name()).isEqualTo("admin");
    assertThatThrownBy(() -> accounts.logIn("admin", password + "x", "192.0.2.1"))
        .hasMessage("Name or password is wrong");
  }

  @Test
  void aGuesserIsHeldBackEvenWithTheRightPassword() {
    Accounts accounts = accounts();
    String password = accounts.createFirstAdministrator().orElseThrow();
    for (int i = 0; i < 8; i++) {
      assertThatThrownBy(() -> accounts.logIn("admin", "wrong", "192.0.2.1"))
          .isInstanceOf(Problem.class);
    }

    assertThatThrownBy(() -> accounts.logIn("admin", password, "192.0.2.1"))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.code()).isEqualTo(ProblemCode.TOO_MANY_ATTEMPTS));
    assertThat(accounts.logIn("admin", password, "192.0.2.2").name()).isEqualTo("admin");
  }

  @Test
  void aNameIsTakenOnceAndThereIsAlwaysAnOperator() {
    Accounts accounts = accounts();
    accounts.createFirstAdministrator();
    String password = accounts.add("tess", Role.TECHNICIAN, TESTER);

    assertThat(accounts.logIn("tess", password, "192.0.2.1").role()).isEqualTo(Role.TECHNICIAN);
    assertThat(code(() -> accounts.add("tess", Role.OPERATOR, TESTER)))
        .isEqualTo(ProblemCode.NAME_TAKEN);
    assertThat(code(() -> accounts.add("the owner", Role.OPERATOR, TESTER)))
        .isEqualTo(ProblemCode.BAD_REQUEST);
    assertThat(code(() -> accounts.remove("admin", TESTER))).isEqualTo(ProblemCode.FORBIDDEN);
    accounts.add("oleg", Role.OPERATOR, TESTER);
    assertThat(code(() -> accounts.remove("oleg", new Who("oleg", ""))))
        .isEqualTo(ProblemCode.FORBIDDEN);
    accounts.remove("admin", TESTER);
    assertThat(code(() -> accounts.remove("admin", TESTER))).isEqualTo(ProblemCode.NOT_FOUND);
    assertThat(accounts.list()).extracting(Account::name).containsExactly("oleg", "tess");
  }

  @Test
  void twoOperatorsWhoRemoveEachOtherLeaveOne() throws InterruptedException {
    Accounts accounts = accounts();
    accounts.createFirstAdministrator();
    accounts.add("oleg", Role.OPERATOR, TESTER);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var _ = threads.submit(() -> accounts.remove("oleg", new Who("admin", "")));
      var _ = threads.submit(() -> accounts.remove("admin", new Who("oleg", "")));
    }

    assertThat(accounts.list()).hasSize(1);
  }

  private static ProblemCode code(ThrowingCallable deed) {
    return catchThrowableOfType(Problem.class, deed).code();
  }

  @Test
  void aChangedPasswordClosesTheLogInsButTheOneThatAskedForIt() {
    Accounts accounts = accounts();
    accounts.createFirstAdministrator();
    BrowserSessions browsers = new BrowserSessions(database, clock);
    var admin = new Visitor.OfAccount("admin", Role.OPERATOR);
    var own = browsers.open(admin);
    var other = browsers.open(admin);
    var owner = browsers.open(new Visitor.OfRescue("a-session"));

    accounts.changePassword(
        "admin", "c".repeat(14), Optional.of(own.cookie()), Accounts.Tokens.KEEP, TESTER);

    assertThat(browsers.find(own.cookie())).isPresent();
    assertThat(browsers.find(other.cookie())).isEmpty();
    assertThat(browsers.find(owner.cookie())).isPresent();
  }

  private Accounts accounts() {
    return new Accounts(database, audit, new Throttle(database, clock), clock);
  }

  @Test
  void aRevokedTokenAndAClosedBrowserSessionAreWorthless() {
    Accounts accounts = accounts();
    var admin =
        accounts.logIn("admin", accounts.createFirstAdministrator().orElseThrow(), "192.0.2.1");
    ApiTokens tokens = new ApiTokens(database, audit, clock);
    BrowserSessions browsers = new BrowserSessions(database, clock);
    String token = tokens.create(admin, "laptop", TESTER);
    var opened = browsers.open(new Visitor.OfAccount("admin", Role.OPERATOR));
    assertThat(tokens.accountOf(token)).contains(admin);
    assertThat(browsers.find(opened.cookie())).contains(opened.session());

    tokens.revoke(token, TESTER);
    browsers.close(opened.cookie());

    assertThat(tokens.accountOf(token)).isEmpty();
    assertThat(browsers.find(opened.cookie())).isEmpty();
  }

  @Test
  void manyWritersAtOnceAllGetThrough() throws InterruptedException {
    Set<String> failures = ConcurrentHashMap.newKeySet();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 40; i++) {
        int number = i;
        threads.execute(
            () -> {
              try {
                servers.add(draft("s" + number, "52:54:00:00:01:%02x".formatted(number)), TESTER);
              } catch (RuntimeException e) {
                failures.add(e.toString());
              }
            });
      }
      threads.shutdown();
      assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }

    assertThat(failures).isEmpty();
    assertThat(servers.list()).hasSize(40);
    assertThat(audit.newest(100)).hasSize(40);
    assertThat(Duration.between(audit.newest(1).getFirst().at(), Instant.now()))
        .isLessThan(Duration.ofMinutes(2));
  }
}
