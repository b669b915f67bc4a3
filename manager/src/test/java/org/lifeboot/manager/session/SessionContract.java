package org.lifeboot.manager.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lifeboot.manager.audit.Who;
import org.lifeboot.manager.mail.OutgoingMail;
import org.lifeboot.manager.mail.OutgoingMail.State;
import org.lifeboot.manager.netboot.BootAnswer;
import org.lifeboot.manager.netboot.BootClient;
import org.lifeboot.manager.netboot.BootFile;
import org.lifeboot.manager.netboot.BootId;
import org.lifeboot.manager.netboot.Fetch;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.server.EfiLoader;
import org.lifeboot.manager.server.MacAddress;
import org.lifeboot.manager.server.Netboot;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.server.ServerDraft;
import org.lifeboot.manager.server.SshAddress;
import org.lifeboot.manager.session.AgentDesk.Admission;
import org.lifeboot.manager.session.AgentDesk.Orders;
import org.lifeboot.manager.store.StoreSettings;
import org.lifeboot.protocol.AgentCommand;
import org.lifeboot.protocol.AgentEvent;
import org.lifeboot.protocol.AgentMessage.Hello;
import org.lifeboot.protocol.AgentMessage.Numbered;
import org.lifeboot.protocol.HostKey;
import org.lifeboot.protocol.Inventory;
import org.lifeboot.protocol.ManagerMessage;
import org.lifeboot.protocol.RefusalCode;
import org.lifeboot.protocol.SessionFile;

/// The story as the services tell it, on every store. Two Managers take turns where the store
/// allows two.
abstract class SessionContract {

  private static final Who ANN = new Who("ann", "192.0.2.7");
  private static final MacAddress MAC = new MacAddress("52:54:00:00:00:01");
  private static final BootClient IPXE = new BootClient("10.0.2.15", "10.0.2.2", "", "", "pcbios");
  private static final NetbootChoice.Rescue RESCUE = new NetbootChoice.Rescue(true, List.of());

  private SessionWorld one;
  private SessionWorld other;
  private Server server;

  abstract StoreSettings settings();

  /// The second Manager, or the same once more.
  abstract SessionWorld second(SessionWorld first, StoreSettings settings);

  abstract void closeSecond(SessionWorld second);

  @BeforeEach
  void open() {
    StoreSettings settings = settings();
    one = SessionWorld.open(settings, Clock.systemUTC());
    other = second(one, settings);
    server =
        one.servers()
            .add(
                new ServerDraft(
                    "web-1",
                    List.of(MAC),
                    "owner@example.org",
                    ServerDraft.NO_POWER,
                    Optional.of(new SshAddress("127.0.0.1", 2222))),
                ANN);
  }

  @AfterEach
  void close() {
    closeSecond(other);
    one.close();
  }

  private Session session() {
    return other.sessions().newestOf(server.id()).orElseThrow();
  }

  private SessionFile booted() {
    one.sessions().chooseNetboot(server.id(), RESCUE, ANN);
    BootId boot = bootedOnce();
    assertThat(one.boots().fileFetched(boot, BootFile.KERNEL, new Fetch.Started(8_000_000)))
        .isTrue();
    return other.boots().takeSessionFile(boot).orElseThrow();
  }

  private BootId bootedOnce() {
    BootAnswer answer = other.boots().bootAsked(MAC, IPXE).orElseThrow();
    return ((BootAnswer.Rescue) answer).boot();
  }

  private static Hello hello(SessionFile file, String key) {
    return new Hello(
        1,
        file.sessionId(),
        file.token(),
        key,
        "linux-boot",
        "test",
        List.of(new HostKey("ssh-ed25519", "AAAAC3NzaC1lZDI1NTE5AAAAIDkK2FZ9qCpVYVxJ0rJX")),
        List.of("10.0.2.15"));
  }

  private static final String KEY = "a".repeat(64);

  private void active(SessionFile file) {
    assertThat(other.agents().hello(hello(file, KEY), "10.0.2.15", "connection-1"))
        .isInstanceOf(Admission.Welcomed.class);
  }

  private static void eventually(BooleanSupplier fact) {
    Instant end = Instant.now().plus(Duration.ofSeconds(30));
    while (!fact.getAsBoolean() && Instant.now().isBefore(end)) {
      Thread.onSpinWait();
    }
    assertThat(fact.getAsBoolean()).isTrue();
  }

  private List<String> steps() {
    return session().timeline().stream().map(TimelineEntry::step).toList();
  }

  @Test
  void theWholeStoryIsToldByTwoManagers() {
    SessionFile file = booted();
    active(file);
    assertThat(session().state()).isInstanceOf(SessionState.Active.class);
    assertThat(one.servers().get("web-1").netboot()).isEqualTo(Netboot.DISK);

    SessionId id = session().id();
    ManagerMessage.Command command = commands(one, id).getFirst();
    assertThat(command.command()).isInstanceOf(AgentCommand.ApplyCredentials.class);
    report(1, new AgentEvent.CredentialsApplied(command.id(), 1));
    report(2, new AgentEvent.InventoryTaken("", new Inventory(List.of())));
    assertThat(commands(one, id)).isEmpty();
    assertThat(session().credentials().orElseThrow().sshReady()).isTrue();
    assertThat(one.sessions().inventory(id)).contains(new Inventory(List.of()));
    eventually(() -> steps().contains(Steps.MAIL));

    one.sessions().chooseNetboot(server.id(), new NetbootChoice.Disk(), ANN);
    assertThat(other.sessions().reboot(server.id(), RebootHow.SOFT, ANN).by()).isEqualTo("agent");
    report(3, new AgentEvent.Rebooting(commands(other, id).getFirst().id()));

    assertThat(session().state()).isInstanceOf(SessionState.Ended.class);
    assertThat(one.servers().get("web-1").liveSession()).isEmpty();
    assertThat(steps())
        .containsSubsequence(
            "requested",
            "dhcp",
            "ipxe",
            "kernel",
            "session-file",
            "token",
            "active",
            "ssh",
            "netboot",
            "reboot",
            "ended");
    assertThat(refused(file, KEY)).isEqualTo(RefusalCode.SESSION_OVER);
    assertThat(one.agents().orders(id, "connection-1")).isInstanceOf(Orders.Over.class);
    assertThat(one.boots().bootAsked(MAC, IPXE)).contains(new BootAnswer.FromDisk("web-1"));
  }

  private static List<ManagerMessage.Command> commands(SessionWorld world, SessionId id) {
    return ((Orders.Send) world.agents().orders(id, "connection-1")).commands();
  }

  private void report(long number, AgentEvent event) {
    Numbered numbered = new Numbered(number, Instant.EPOCH, event);
    assertThat(one.agents().report(session().id(), numbered)).isEqualTo(number);
    assertThat(other.agents().report(session().id(), numbered)).as("again").isEqualTo(number);
  }

  private RefusalCode refused(SessionFile file, String key) {
    Admission admission = one.agents().hello(hello(file, key), "10.0.2.66", "connection-2");
    return ((Admission.TurnedAway) admission).refused().code();
  }

  @Test
  void aReplayedTokenIsRefusedOnTimelineAndInTheAuditLog() {
    SessionFile file = booted();
    active(file);

    assertThat(refused(file, "b".repeat(64))).isEqualTo(RefusalCode.TOKEN_REPLAYED);

    assertThat(steps()).contains(Steps.REFUSED);
    assertThat(one.audit().newest(5))
        .anySatisfy(entry -> assertThat(entry.what()).isEqualTo("refused-token-replayed"));
  }

  @Test
  void aReconnectKeepsThePasswordAndMailsNothing() {
    SessionFile file = booted();
    active(file);
    SessionState before = session().state();

    active(file);

    assertThat(session().state()).isEqualTo(before);
    assertThat(one.outbox().list()).hasSize(1);
  }

  @Test
  void theMailHoldsThePasswordThatOpensTheLink() {
    active(booted());
    eventually(() -> one.outbox().list().getFirst().state() == State.KEPT);
    String text = one.outbox().list().getFirst().text().orElseThrow();
    String password =
        text.lines()
            .filter(line -> line.startsWith("Password: "))
            .map(line -> line.substring("Password: ".length()))
            .findFirst()
            .orElseThrow();

    one.sessions().logInByLink(session().id(), password, "192.0.2.1");
    assertThat(password).hasSizeGreaterThanOrEqualTo(16).doesNotContainPattern("[0O1lI]");
    assertThat(text).contains("[127.0.0.1]:2222 ssh-ed25519 ");
    assertThatThrownBy(() -> one.sessions().logInByLink(session().id(), "wrong", "192.0.2.1"))
        .isInstanceOf(Problem.class);
  }

  @Test
  void aNewPasswordKillsTheOldOneAndTheMailThatHoldsIt() {
    active(booted());
    eventually(() -> one.outbox().list().getFirst().state() == State.KEPT);

    String renewed = other.sessions().renewPassword(session().id(), ANN);

    List<OutgoingMail> mails = one.outbox().list();
    assertThat(mails).hasSize(2);
    assertThat(mails.getLast().text()).isEmpty();
    assertThat(mails.getFirst().text().orElseThrow()).contains(renewed);
    one.sessions().logInByLink(session().id(), renewed, "192.0.2.1");
    assertThat(commands(one, session().id())).hasSize(1);
  }

  @Test
  void afterTheEndThePasswordIsWorthlessAndTheMailIsScrubbed() {
    active(booted());
    String password = one.sessions().renewPassword(session().id(), ANN);
    one.sessions().chooseNetboot(server.id(), new NetbootChoice.Disk(), ANN);
    one.boots().bootAsked(MAC, IPXE);

    assertThat(session().state()).isInstanceOf(SessionState.Ended.class);
    assertThatThrownBy(() -> one.sessions().logInByLink(session().id(), password, "192.0.2.1"))
        .isInstanceOf(Problem.class);
    assertThat(one.outbox().list()).allSatisfy(mail -> assertThat(mail.text()).isEmpty());
  }

  @Test
  void aSecondMachineWithTheAddressGetsItsDiskAndTheSessionStaysWithTheFirst() {
    one.sessions().chooseNetboot(server.id(), RESCUE, ANN);
    BootClient first = new BootClient("10.0.2.15", "", "R740", "A1", "pcbios");
    BootClient second = new BootClient("10.0.2.15", "", "R740", "B2", "pcbios");
    BootId boot = ((BootAnswer.Rescue) one.boots().bootAsked(MAC, first).orElseThrow()).boot();

    assertThat(other.boots().bootAsked(MAC, second)).contains(new BootAnswer.FromDisk("web-1"));

    active(one.boots().takeSessionFile(boot).orElseThrow());
    assertThat(session().state()).isInstanceOf(SessionState.Active.class);
    assertThat(steps()).containsSubsequence("ipxe", "twin", "session-file", "token", "active");
  }

  @Test
  void aSecondRescueWhileOneIsLiveIsRefusedSayingWhichStateSinceWhen() {
    one.sessions().chooseNetboot(server.id(), RESCUE, ANN);

    assertThatThrownBy(() -> other.sessions().chooseNetboot(server.id(), RESCUE, ANN))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.code()).isEqualTo(ProblemCode.SESSION_LIVE);
              assertThat(problem.detail())
                  .contains("requested", "ann", session().requestedAt().toString());
            });
    assertThatThrownBy(() -> one.servers().remove(server.id(), ANN)).isInstanceOf(Problem.class);
  }

  @Test
  void theSessionFileIsGivenOnceAndAVoidBootGetsNothing() {
    one.sessions().chooseNetboot(server.id(), RESCUE, ANN);
    BootId first = bootedOnce();
    BootId again = bootedOnce();

    assertThat(one.boots().takeSessionFile(first)).isEmpty();
    assertThat(one.boots().takeSessionFile(again)).isPresent();
    assertThat(other.boots().takeSessionFile(again)).isEmpty();
    assertThat(one.boots().fileFetched(first, BootFile.KERNEL, new Fetch.Started(1))).isFalse();
  }

  @Test
  void anUnknownMacAddressGetsNothingAndAServerWithoutSessionBootsItsDisk() {
    assertThat(one.boots().bootAsked(new MacAddress("52:54:00:ff:ff:ff"), IPXE)).isEmpty();
    assertThat(one.boots().bootAsked(MAC, IPXE)).contains(new BootAnswer.FromDisk("web-1"));
  }

  @Test
  void aSilentAgentIsLost() {
    SessionFile file = booted();
    active(file);
    Instant later = Instant.now().plus(Duration.ofMinutes(10));
    SilenceWatch watch =
        SilenceWatch.start(
            one.database(), one.steps(), SessionLimits.USUAL.silence(), Clock.systemUTC());

    watch.look(later);
    watch.close();

    assertThat(session().state()).isInstanceOf(SessionState.Lost.class);
    active(file);
    assertThat(session().state()).isInstanceOf(SessionState.Active.class);
  }

  @Test
  void techniciansAreAskedByMailAndTheirAnswerCarriesTheLadderOn() {
    Server handed =
        one.servers()
            .add(
                new ServerDraft(
                    "web-9",
                    List.of(new MacAddress("52:54:00:00:00:09")),
                    "owner@example.org",
                    "{\"driver\":\"technician\",\"email\":\"hands@example.org\",\"minutes\":90}",
                    Optional.empty()),
                ANN);
    one.sessions().chooseNetboot(handed.id(), RESCUE, ANN);
    one.sessions().climb(handed.id(), Climb.LADDER, ANN);
    eventually(() -> other.sessions().task(handed.id()).isPresent());
    OutgoingMail mail = one.outbox().list().getFirst();

    assertThat(mail.to()).isEqualTo("hands@example.org");
    assertThat(mail.text().orElseThrow())
        .contains("52:54:00:00:00:09", "choose", "network boot (PXE)", "/servers/web-9");

    other.sessions().answerTask(handed.id(), true, "pressed reset\nat the back", ANN);

    Session session = one.sessions().newestOf(handed.id()).orElseThrow();
    assertThat(session.timeline())
        .anySatisfy(
            entry -> assertThat(entry.text()).contains("It is done", "pressed reset at the back"));
    assertThat(one.sessions().task(handed.id())).isEmpty();
    assertThatThrownBy(() -> one.sessions().answerTask(handed.id(), true, "", ANN))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("answered or withdrawn");
  }

  @Test
  void whateverAServerIsToBootItIsToldTheLoaderOfItsDisk() {
    Optional<EfiLoader> loader = EfiLoader.typed("/EFI/acme/grubx64.efi");
    ServerDraft known = server.draft();
    one.servers()
        .change(
            server.id(),
            new ServerDraft(
                known.name(),
                known.macAddresses(),
                known.ownerEmail(),
                known.power(),
                known.sshAddress(),
                known.network(),
                loader),
            ANN);

    assertThat(one.boots().bootAsked(MAC, IPXE)).contains(new BootAnswer.FromDisk("web-1", loader));
    one.sessions().chooseNetboot(server.id(), new NetbootChoice.Memtest(), ANN);
    assertThat(one.boots().bootAsked(MAC, IPXE))
        .get()
        .isInstanceOf(BootAnswer.Memtest.class)
        .extracting(BootAnswer::loader)
        .isEqualTo(loader);
    one.sessions().chooseNetboot(server.id(), RESCUE, ANN);
    assertThat(one.boots().bootAsked(MAC, IPXE))
        .get()
        .isInstanceOf(BootAnswer.Rescue.class)
        .extracting(BootAnswer::loader)
        .isEqualTo(loader);
  }

  @Test
  void aRebootFromTheRescueIsoIsRefusedWhereThereIsNone() {
    one.sessions().chooseNetboot(server.id(), RESCUE, ANN);
    assertThatThrownBy(() -> one.sessions().climb(server.id(), Climb.MEDIUM, ANN))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("power driver");

    String board =
        "{\"driver\":\"redfish\",\"address\":\"127.0.0.1:1\",\"user\":\"a\","
            + "\"system\":\"\",\"media\":\"\"}";
    one.servers()
        .change(
            server.id(),
            new ServerDraft("web-1", List.of(MAC), "owner@example.org", board, Optional.empty()),
            Map.of("redfish.password", "secret"),
            ANN);
    assertThatThrownBy(() -> one.sessions().climb(server.id(), Climb.MEDIUM, ANN))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("no rescue ISO");

    assertThat(session().state())
        .isInstanceOfSatisfying(
            SessionState.Requested.class,
            requested -> assertThat(requested.ladder()).isEqualTo(Ladder.NONE));
  }

  @Test
  void aTaskThatTheBootOvertookIsWithdrawn() {
    one.servers()
        .change(
            server.id(),
            new ServerDraft(
                "web-1",
                List.of(MAC),
                "owner@example.org",
                "{\"driver\":\"technician\",\"email\":\"hands@example.org\",\"minutes\":90}",
                Optional.empty()),
            ANN);
    one.sessions().chooseNetboot(server.id(), RESCUE, ANN);
    one.sessions().climb(server.id(), Climb.LADDER, ANN);
    eventually(() -> one.sessions().task(server.id()).isPresent());

    one.boots().bootAsked(MAC, IPXE);

    assertThat(one.sessions().task(server.id())).isEmpty();
  }

  @Test
  void aTaskOutsideOfAnySessionIsWithdrawnByTheServersBootToo() {
    one.servers()
        .change(
            server.id(),
            new ServerDraft(
                "web-1",
                List.of(MAC),
                "owner@example.org",
                "{\"driver\":\"technician\",\"email\":\"hands@example.org\",\"minutes\":90}",
                Optional.empty()),
            ANN);
    one.sessions().reboot(server.id(), RebootHow.HARD, ANN);
    eventually(() -> one.sessions().task(server.id()).isPresent());

    assertThat(one.boots().bootAsked(MAC, IPXE)).get().isInstanceOf(BootAnswer.FromDisk.class);

    assertThat(one.sessions().task(server.id())).isEmpty();
  }

  @Test
  void aRebootWithoutAPowerDriverIsRefusedAndLeavesNoTrace() {
    one.sessions().chooseNetboot(server.id(), RESCUE, ANN);
    int lines = session().timeline().size();

    assertThatThrownBy(() -> one.sessions().reboot(server.id(), RebootHow.HARD, ANN))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.code()).isEqualTo(ProblemCode.POWER_NOT_CONFIGURED));
    assertThat(session().timeline()).hasSize(lines);
  }

  @Test
  void anUnreachablePowerDriverIsToldToWhoAskedAndOnTheTimeline() {
    one.servers()
        .change(
            server.id(),
            new ServerDraft(
                "web-1",
                List.of(MAC),
                "owner@example.org",
                "{\"driver\":\"qemu\",\"socket\":\"/nowhere/qmp.sock\"}",
                Optional.empty()),
            ANN);
    one.sessions().chooseNetboot(server.id(), RESCUE, ANN);

    assertThatThrownBy(() -> one.sessions().reboot(server.id(), RebootHow.HARD, ANN))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.code()).isEqualTo(ProblemCode.POWER_UNREACHABLE));
    assertThat(steps()).containsSubsequence(Steps.REBOOT, Steps.POWER);
  }
}
