package org.lifeboot.manager.check;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.audit.Who;
import org.lifeboot.manager.netboot.BootAnswer;
import org.lifeboot.manager.netboot.BootClient;
import org.lifeboot.manager.netboot.BootId;
import org.lifeboot.manager.saved.SavedData;
import org.lifeboot.manager.server.MacAddress;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.server.ServerDraft;
import org.lifeboot.manager.session.AgentDesk.Admission;
import org.lifeboot.manager.session.AgentOrders;
import org.lifeboot.manager.session.AgentProof;
import org.lifeboot.manager.session.NetbootChoice;
import org.lifeboot.manager.session.Session;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.manager.session.SessionWorld;
import org.lifeboot.manager.store.StoreSettings;
import org.lifeboot.protocol.AgentEvent;
import org.lifeboot.protocol.AgentMessage;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.Inventory;
import org.lifeboot.protocol.Inventory.Drive;
import org.lifeboot.protocol.Inventory.Smart;
import org.lifeboot.protocol.Inventory.Volume;
import org.lifeboot.protocol.Protocol;
import org.lifeboot.protocol.RepairOffer;
import org.lifeboot.protocol.SessionFile;
import org.lifeboot.protocol.Verdict;

/// One Manager with what repairs need, and servers whose Agents are played.
public final class RepairWorld implements AutoCloseable {

  public static final Who OWNER = new Who("the owner", "198.51.100.4");
  public static final String PLAN = "5a".repeat(32);
  private static final Who TESS = new Who("tess", "192.0.2.7");

  public final SessionWorld sessions;
  public final Checks checks;
  public final Repairs repairs;
  public final SavedData saved;
  private long events;

  public RepairWorld(StoreSettings settings, long mostBytes) {
    Clock clock = Clock.systemUTC();
    sessions = SessionWorld.open(settings, clock, new CheckLog());
    var orders = new AgentOrders(sessions.steps(), clock);
    checks = new Checks(sessions.database(), sessions.sessions(), orders, sessions.audit(), clock);
    saved = new SavedData(sessions.database(), mostBytes, clock);
    repairs = new Repairs(sessions.database(), sessions.sessions(), orders, checks, saved, clock);
  }

  public Server server(String name, String mac) {
    var draft =
        new ServerDraft(
            name,
            List.of(new MacAddress(mac)),
            "owner@example.org",
            ServerDraft.NO_POWER,
            Optional.empty());
    return sessions.servers().add(draft, TESS);
  }

  /// A server that is in rescue, and what its Agent proves itself with.
  public AgentProof.Shown rescued(Server server, Inventory inventory) {
    sessions.sessions().chooseNetboot(server.id(), new NetbootChoice.Rescue(true, List.of()), TESS);
    BootId boot =
        ((BootAnswer.Rescue)
                sessions
                    .boots()
                    .bootAsked(
                        server.macAddresses().getFirst(),
                        new BootClient("10.0.2.15", "10.0.2.2", "", "", "pcbios"))
                    .orElseThrow())
            .boot();
    SessionFile file = sessions.boots().takeSessionFile(boot).orElseThrow();
    var shown = new AgentProof.Shown(file.sessionId(), file.token(), "ab".repeat(32));
    Admission admission = sessions.agents().hello(hello(shown), "10.0.2.15", "connection");
    if (!(admission instanceof Admission.Welcomed)) {
      throw new AssertionError(admission);
    }
    events = 0;
    tell(new SessionId(shown.session()), new AgentEvent.InventoryTaken("", inventory));
    return shown;
  }

  private static AgentMessage.Hello hello(AgentProof.Shown shown) {
    return new AgentMessage.Hello(
        Protocol.VERSION,
        shown.session(),
        shown.token(),
        shown.agentKey(),
        "6d1f2c1e-5b1c-4f3e-9c55-0f3f2d8f8b11",
        "test",
        List.of(),
        List.of("10.0.2.15"));
  }

  public Session session(Server server) {
    return sessions.sessions().newestOf(server.id()).orElseThrow();
  }

  private void tell(SessionId session, AgentEvent event) {
    sessions.agents().report(session, new AgentMessage.Numbered(++events, Instant.now(), event));
  }

  public void takesInventory(Server server, Inventory inventory) {
    tell(session(server).id(), new AgentEvent.InventoryTaken("", inventory));
  }

  /// A file-system check that failed and offers a repair.
  public Check offering(Server server, String device) {
    Check check =
        checks
            .start(session(server).id(), List.of(new CheckOrder.Filesystem(device)), TESS)
            .getFirst();
    ends(check, report(check, Verdict.FAILED).offering(OFFER));
    return checks.find(check.id()).orElseThrow();
  }

  public static final RepairOffer OFFER =
      new RepairOffer(
          "ext4",
          List.of("e2fsck -f -y /dev/sda1"),
          "The blocks that the repair changed are written to /dev/sda1.",
          RepairOffer.Saved.E2FSCK_UNDO,
          "e2fsck's undo file.",
          List.of("e2undo undo.e2undo /dev/sda1"),
          PLAN);

  private static CheckReport report(Check check, Verdict verdict) {
    return CheckReport.of(check.order(), verdict, "As told.");
  }

  public void begins(Check check) {
    tell(check.session(), new AgentEvent.CheckStarted(check.id().text()));
  }

  /// The Agent ends a check.
  public void ends(Check check, Verdict verdict) {
    ends(check, report(check, verdict));
  }

  private void ends(Check check, CheckReport report) {
    begins(check);
    tell(check.session(), new AgentEvent.CheckEnded(check.id().text(), report));
  }

  /// The server reboots to its disk.
  public void leaves(Server server) {
    sessions.sessions().chooseNetboot(server.id(), new NetbootChoice.Disk(), TESS);
    tell(session(server).id(), new AgentEvent.Rebooting(""));
  }

  /// Two partitions of ext4 on one drive.
  ///
  /// @param device of the drive: `/dev/sda`
  /// @param mounted where the first partition is mounted
  public static Inventory drive(String device, String... mounted) {
    return new Inventory(
        List.of(
            new Drive(
                device,
                "EXAMPLE 4000",
                "X1",
                "",
                "sata",
                true,
                4_000_000_000L,
                new Smart(Verdict.INCONCLUSIVE, "not asked"),
                List.of(volume(device + "1", mounted), volume(device + "2")))));
  }

  private static Volume volume(String device, String... mounted) {
    return new Volume(
        device, "partition", 1_000_000_000L, "ext4", "", "", "", "", List.of(mounted), List.of());
  }

  @Override
  public void close() {
    sessions.close();
  }
}
