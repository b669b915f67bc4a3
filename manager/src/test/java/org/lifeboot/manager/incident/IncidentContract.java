package org.lifeboot.manager.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lifeboot.manager.audit.Audit;
import org.lifeboot.manager.audit.Who;
import org.lifeboot.manager.check.Check;
import org.lifeboot.manager.check.CheckId;
import org.lifeboot.manager.check.CheckLog;
import org.lifeboot.manager.check.Checks;
import org.lifeboot.manager.effect.Effects;
import org.lifeboot.manager.incident.Incident.Entry;
import org.lifeboot.manager.incident.Incident.Opened;
import org.lifeboot.manager.mail.OutgoingMail;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.server.MacAddress;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.server.ServerDraft;
import org.lifeboot.manager.session.AgentOrders;
import org.lifeboot.manager.session.NetbootChoice;
import org.lifeboot.manager.session.Session;
import org.lifeboot.manager.session.SessionWorld;
import org.lifeboot.manager.store.StoreSettings;
import org.lifeboot.protocol.AgentEvent;
import org.lifeboot.protocol.CheckKind;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.CheckReport.Fact;
import org.lifeboot.protocol.CheckReport.Finding;
import org.lifeboot.protocol.Verdict;

/// What an incident is, on every store.
abstract class IncidentContract {

  private static final Who OWNER = new Who("the owner", "198.51.100.4");
  private static final Who TESS = new Who("tess", "192.0.2.7");
  private static final Words NOTHING = new Words("");

  private SessionWorld world;
  private final CheckLog log = new CheckLog();
  private Checks checks;
  private Incidents incidents;
  private Server server;
  private Session session;

  abstract StoreSettings settings();

  @BeforeEach
  void open() {
    Clock clock = Clock.systemUTC();
    world = SessionWorld.open(settings(), clock, log);
    checks =
        new Checks(
            world.database(),
            world.sessions(),
            new AgentOrders(world.steps(), clock),
            world.audit(),
            clock);
    incidents = incidents(Optional.of("support@example.org"));
    var draft =
        new ServerDraft(
            "web-1",
            List.of(new MacAddress("52:54:00:00:00:01")),
            "owner@example.org",
            ServerDraft.NO_POWER,
            Optional.empty());
    server = world.servers().add(draft, TESS);
    world.sessions().chooseNetboot(server.id(), new NetbootChoice.Rescue(true, List.of()), TESS);
    session = world.sessions().newestOf(server.id()).orElseThrow();
  }

  private Incidents incidents(Optional<String> support) {
    Clock clock = Clock.systemUTC();
    var effects = new Effects(world.database(), clock);
    var desk =
        new SupportDesk(
            support, URI.create("http://manager.example:8080/"), world.outbox(), effects);
    return new Incidents(world.database(), checks, desk, new Audit(world.database(), clock), clock);
  }

  @AfterEach
  void close() {
    world.close();
  }

  /// A check of the session's that has ended like this.
  private CheckId check(Verdict verdict) {
    var id = new CheckId("check-" + verdict.word());
    String drive = "/dev/sda";
    world
        .database()
        .change(
            "play a check",
            transaction ->
                transaction
                    .handle()
                    .createUpdate(
                        """
                        insert into check_run (id, session_id, server_id, server_name, kind, target,
                          target_name, order_json, version, state, state_json, requested_at,
                          requested_by)
                        values (:id, :session, :server, 'web-1', 'surface', '/dev/sda',
                          'Samsung SSD 870 serial S62ANJ0R', :order, 1, 'waiting', :state, 1, 'tess')
                        """)
                    .bind("id", id.text())
                    .bind("session", session.id().text())
                    .bind("server", server.id().text())
                    .bind("order", ORDER)
                    .bind("state", "{\"state\":\"waiting\"}")
                    .execute());
    tell(new AgentEvent.CheckStarted(id.text()));
    tell(new AgentEvent.CheckStep(id.text(), drive, "reading"));
    tell(new AgentEvent.CheckEvidence(id.text(), "reader", "sector 8\n"));
    tell(new AgentEvent.CheckEvidence(id.text(), "reader", "sector 9 \u001b[2J\u0000\n"));
    tell(
        new AgentEvent.CheckEnded(
            id.text(),
            CheckReport.offeringNothing(
                CheckKind.SURFACE,
                drive,
                verdict,
                "2 sectors cannot be read.",
                List.of(new Finding("sector 8", verdict, "It cannot be read.", "Replace it.")),
                List.of(new Fact("", "read", "512", "bytes")))));
    return id;
  }

  private static final String ORDER =
      new org.lifeboot.protocol.Codec()
          .write(new org.lifeboot.protocol.CheckOrder.Surface("/dev/sda", 0));

  private void tell(AgentEvent.OfCheck event) {
    world
        .database()
        .change(
            "tell",
            transaction -> log.told(transaction, session.id(), event, Clock.systemUTC().instant()));
  }

  private static ProblemCode code(ThrowingCallable deed) {
    return catchThrowableOfType(Problem.class, deed).code();
  }

  private List<OutgoingMail> supportMails() {
    return world.outbox().list().stream()
        .filter(mail -> mail.to().equals("support@example.org"))
        .toList();
  }

  @Test
  void anIncidentHasThePartWithItsSerialNumberAndTheReportAsItWasThen() {
    CheckId check = check(Verdict.FAILED);

    Incident opened = incidents.open(check, new Words("it clicks\r\nloudly"), OWNER).incident();
    Incident stored = incidents.get("1");

    assertThat(stored).isEqualTo(opened);
    assertThat(incidents.get(opened.id().text())).isEqualTo(stored);
    assertThat(stored.part()).isEqualTo(new Part("/dev/sda", "Samsung SSD 870 serial S62ANJ0R"));
    assertThat(stored.words()).isEqualTo("it clicks\nloudly");
    assertThat(stored.openedBy()).isEqualTo("the owner");
    assertThat(stored.report().verdict()).isEqualTo(Verdict.FAILED);
    assertThat(stored.report().findings())
        .containsExactly(
            new Finding("sector 8", Verdict.FAILED, "It cannot be read.", "Replace it."));
    assertThat(stored.report().facts()).containsExactly(new Fact("", "read", "512", "bytes"));
    assertThat(stored.report().steps()).extracting("step").containsExactly("reading");
    assertThat(stored.report().evidence()).extracting("name").containsExactly("reader");
  }

  @Test
  void reportAndEvidenceStayWhenTheServerIsRemoved() {
    Incident incident = incidents.open(check(Verdict.FAILED), NOTHING, TESS).incident();
    world.sessions().chooseNetboot(server.id(), new NetbootChoice.Disk(), TESS);
    world.servers().remove(server.id(), TESS);

    assertThat(checks.find(incident.check())).isEmpty();
    assertThat(incidents.get("1").serverName()).isEqualTo("web-1");
    assertThat(incidents.evidence(incident.id(), "reader").orElseThrow())
        .isEqualTo("sector 8\nsector 9 \u001b[2J\u2400\n");
    assertThat(incidents.evidence(incident.id(), "other")).isEmpty();
  }

  @Test
  void onlyAFaultIsWorthAnIncident() {
    assertThat(code(() -> incidents.open(check(Verdict.PASSED), NOTHING, TESS)))
        .isEqualTo(ProblemCode.BAD_REQUEST);
    assertThat(code(() -> incidents.open(check(Verdict.INCONCLUSIVE), NOTHING, TESS)))
        .isEqualTo(ProblemCode.BAD_REQUEST);
    assertThat(code(() -> incidents.open(new CheckId("nonsense"), NOTHING, TESS)))
        .isEqualTo(ProblemCode.NOT_FOUND);
    assertThat(incidents.open(check(Verdict.WARNING), NOTHING, TESS).fresh()).isTrue();
    assertThat(incidents.open(check(Verdict.CRASHED), NOTHING, TESS).incident().number())
        .isEqualTo(2);
    assertThat(incidents.list(List.of(Stage.OPEN)))
        .extracting(Incident::number)
        .containsExactly(2L, 1L);
  }

  @Test
  void askedTwiceItIsTheSameAndTheOtherWordsJoinItsThread() {
    CheckId check = check(Verdict.FAILED);
    Incident first = incidents.open(check, new Words("it clicks"), OWNER).incident();

    Opened same = incidents.open(check, new Words("it clicks"), OWNER);
    Opened again = incidents.open(check, new Words("and smells"), TESS);

    assertThat(same).isEqualTo(new Opened(first, false));
    assertThat(again.incident().id()).isEqualTo(first.id());
    assertThat(incidents.thread(first.id()))
        .extracting(Entry::by, Entry::deed, Entry::text)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("tess", "comment", "and smells"));
    assertThat(supportMails()).hasSize(1);
  }

  @Test
  void manyWhoAskAtOnceGetOne() {
    CheckId check = check(Verdict.FAILED);
    Set<Long> numbers = ConcurrentHashMap.newKeySet();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 12; i++) {
        threads.execute(
            () -> numbers.add(incidents.open(check, NOTHING, TESS).incident().number()));
      }
    }

    assertThat(numbers).containsExactly(1L);
    assertThat(incidents.ofSession(session.id())).hasSize(1);
    assertThat(supportMails()).hasSize(1);
  }

  @Test
  void itIsTakenIntoWorkClosedWithAWordAndReopened() {
    CheckId check = check(Verdict.FAILED);
    Incident incident = incidents.open(check, NOTHING, OWNER).incident();

    incidents.move("1", Stage.IN_WORK, NOTHING, TESS);
    incidents.comment("1", new Words("is it under warranty?"), TESS);
    assertThat(code(() -> incidents.move("1", Stage.CLOSED, NOTHING, TESS)))
        .isEqualTo(ProblemCode.BAD_REQUEST);
    Incident closed = incidents.move("1", Stage.CLOSED, new Words("drive replaced"), TESS);
    assertThat(code(() -> incidents.move("1", Stage.IN_WORK, NOTHING, TESS)))
        .isEqualTo(ProblemCode.INCIDENT_STATE);
    Incident reopened = incidents.move("1", Stage.OPEN, NOTHING, TESS);

    assertThat(closed.state()).isInstanceOf(IncidentState.Closed.class);
    assertThat(reopened.state()).isInstanceOf(IncidentState.Open.class);
    assertThat(incidents.thread(incident.id()))
        .extracting(Entry::deed)
        .containsExactly("in-work", "comment", "closed", "open");
    assertThat(world.audit().newest(20))
        .extracting("what")
        .contains("incident-opened", "incident-in-work", "incident-closed", "incident-open");
  }

  @Test
  void afterItsClosingTheSameCheckMayGetANewOneAndThenTheOldOneStaysClosed() {
    CheckId check = check(Verdict.FAILED);
    incidents.open(check, NOTHING, OWNER);
    incidents.move("1", Stage.CLOSED, new Words("done"), TESS);

    assertThat(incidents.open(check, NOTHING, OWNER).incident().number()).isEqualTo(2);
    assertThat(code(() -> incidents.move("1", Stage.OPEN, NOTHING, TESS)))
        .isEqualTo(ProblemCode.INCIDENT_STATE);
    assertThat(incidents.list(List.of(Stage.CLOSED))).hasSize(1);
  }

  @Test
  void supportGetsAMailThatCarriesAllAndNoForgedLines() {
    incidents.open(
        check(Verdict.FAILED), new Words("help\nSubject: pwned\u001b[2J \u202eabc"), OWNER);

    OutgoingMail mail = supportMails().getFirst();
    assertThat(mail.subject()).isEqualTo("Incident 1: /dev/sda on web-1, check failed");
    assertThat(mail.text().orElseThrow())
        .contains(
            "Incident 1 was opened by the owner.",
            "Server:   web-1",
            "Which is: Samsung SSD 870 serial S62ANJ0R",
            "    2 sectors cannot be read.",
            "    help\n    Subject: pwned␛[2J",
            "http://manager.example:8080/support/1\n")
        .doesNotContain("\u001b", "\u202e");
  }

  @Test
  void withoutASupportAddressNobodyIsMailed() {
    incidents(Optional.empty()).open(check(Verdict.FAILED), NOTHING, OWNER);

    assertThat(world.outbox().list()).isEmpty();
  }

  @Test
  void wordsAreBounded() {
    assertThat(code(() -> new Words("a".repeat(4_001)))).isEqualTo(ProblemCode.BAD_REQUEST);
    assertThat(new Words("a\u0000b\ud800c").text()).isEqualTo("a\u2400b?c");
  }

  @Test
  void aCheckKnowsWhetherItIsWorthOne() {
    Check failed = checks.find(check(Verdict.FAILED)).orElseThrow();
    Check passed = checks.find(check(Verdict.PASSED)).orElseThrow();

    assertThat(Incidents.worthOne(failed)).isTrue();
    assertThat(Incidents.worthOne(passed)).isFalse();
  }
}
