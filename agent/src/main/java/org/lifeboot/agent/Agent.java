package org.lifeboot.agent;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lifeboot.agent.access.Access;
import org.lifeboot.agent.access.HostKeys;
import org.lifeboot.agent.access.LoginBanner;
import org.lifeboot.agent.access.ShellCompletion;
import org.lifeboot.agent.claim.Claims;
import org.lifeboot.agent.hardware.Survey;
import org.lifeboot.agent.link.Journal;
import org.lifeboot.agent.link.Link;
import org.lifeboot.agent.link.LinkListener;
import org.lifeboot.agent.link.LinkPace;
import org.lifeboot.agent.link.PinnedCertificate;
import org.lifeboot.agent.link.RunFolder;
import org.lifeboot.agent.link.SavedBytes;
import org.lifeboot.agent.link.Status;
import org.lifeboot.agent.linux.Machine;
import org.lifeboot.agent.look.DiskVolumes;
import org.lifeboot.agent.look.Looks;
import org.lifeboot.agent.look.Repaired;
import org.lifeboot.agent.mount.Viewing;
import org.lifeboot.agent.repair.Preview;
import org.lifeboot.agent.stack.Stack;
import org.lifeboot.agent.stack.Undoing;
import org.lifeboot.agent.storage.BlockTree;
import org.lifeboot.agent.stream.StreamDesk;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.Tools;
import org.lifeboot.agent.work.CheckDesk;
import org.lifeboot.agent.work.Checks;
import org.lifeboot.agent.work.SavedInManager;
import org.lifeboot.agent.work.Sources;
import org.lifeboot.agent.work.WorkDesk;
import org.lifeboot.protocol.AgentCommand;
import org.lifeboot.protocol.AgentMessage;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.Codec;
import org.lifeboot.protocol.Inventory;
import org.lifeboot.protocol.ManagerMessage;
import org.lifeboot.protocol.Protocol;
import org.lifeboot.protocol.RefusalCode;
import org.lifeboot.protocol.SessionFile;

/// The Agent's parts, put together.
final class Agent implements LinkListener {

  /// Where the Agent lives and what it works with.
  ///
  /// @param systemRoot `/`; another folder in tests
  /// @param console a line for the machine's console
  record World(
      RunFolder folder,
      Path systemRoot,
      Machine machine,
      Tools tools,
      InetSocketAddress sshAddress,
      Duration sshPatience,
      LinkPace pace,
      Clock clock,
      Consumer<String> console) {}

  private static final Duration LOOK_FOR_NEW_DRIVES = Duration.ofSeconds(10);

  /// A person who is refused is told since when a device is mounted, as exactly as this.
  private static final Duration LOOK_FOR_NEW_MOUNTS = Duration.ofSeconds(2);

  private final World world;
  private final SessionFile session;
  private final HostKeys hostKeys;
  private final LoginBanner banner;
  private final Claims claims;
  private final WorkDesk desk;
  private final StreamDesk streams;
  private final Looks looks;
  private final Journal journal;
  private final Link link;
  private final String key;
  private volatile ManagerMessage.@Nullable Welcome welcome;
  private volatile List<String> disks = List.of();

  Agent(World world, SessionFile session) {
    this.world = world;
    this.session = session;
    this.key = world.folder().agentKey();
    this.hostKeys = new HostKeys(world.tools(), world.systemRoot().resolve("etc/ssh"));
    this.banner = new LoginBanner(world.systemRoot());
    var codec = new Codec();
    this.journal = new Journal(world.folder(), codec, world.clock());
    var access =
        new Access(world.tools(), world.systemRoot(), world.sshAddress(), world.sshPatience());
    this.link = new Link(session, codec, journal, this::hello, this::heartbeat, this, world.pace());
    this.claims = new Claims(world.tools(), world.systemRoot(), world.clock());
    var tree = new BlockTree(world.systemRoot());
    new Undoing(world.tools(), claims).removeLeftovers(Stack.folder(world.systemRoot()));
    claims.removeLeftovers();
    this.looks = new Looks(volumes(tree), world.clock());
    var saved = new SavedBytes(session, key);
    var checks =
        new CheckDesk(
            world.folder(),
            tree,
            wanted -> {
              makeRoomFor(wanted.order(), tree);
              return new Checks(world.tools(), claims, id -> new SavedInManager(saved, id))
                  .of(wanted);
            },
            journal,
            link::sendNow);
    this.desk =
        new WorkDesk(
            world.tools(),
            access,
            new Survey(world.tools(), world.systemRoot()),
            journal,
            checks,
            this::found);
    this.streams =
        new StreamDesk(
            new Sources(world.sshAddress(), looks)::of,
            new PinnedCertificate(session.certificateSha256()).context(),
            world.console());
  }

  private DiskVolumes volumes(BlockTree tree) {
    var stack = Stack.toLook(world.tools(), claims, world.systemRoot());
    Path folder = world.folder().path().resolve("looks");
    var viewing = new Viewing(world.tools(), claims, stack.ledger(), folder);
    var preview = new Preview(world.tools(), claims);
    var repaired = new Repaired(world.tools(), preview, viewing);
    return new DiskVolumes(world.tools(), stack, viewing, tree, repaired);
  }

  /// A check that was asked for needs its device; the explorer may have it, and nobody look.
  private void makeRoomFor(CheckOrder order, BlockTree tree) {
    switch (order) {
      case CheckOrder.Surface _, CheckOrder.Filesystem _, CheckOrder.Repair _, CheckOrder.Undo _ ->
          looks.makeRoomOn(tree.disksBelow(order.target()));
      case CheckOrder.Smart _, CheckOrder.Processors _, CheckOrder.Memory _, CheckOrder.Raid _ -> {}
    }
  }

  /// Returns when the session is over and nobody can log in any more, or on interruption.
  void run() {
    hostKeys.make().ifPresent(world.console());
    ShellCompletion.offer(world.systemRoot()).ifPresent(world.console());
    status("connecting", "");
    try (desk;
        looks;
        streams;
        ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("drive watch").factory())) {
      long millis = LOOK_FOR_NEW_DRIVES.toMillis();
      var _ = watch.scheduleWithFixedDelay(new DriveWatch(), 0, millis, TimeUnit.MILLISECONDS);
      millis = LOOK_FOR_NEW_MOUNTS.toMillis();
      var _ = watch.scheduleWithFixedDelay(claims::noteMounts, 0, millis, TimeUnit.MILLISECONDS);
      link.run();
      watch.shutdownNow();
    }
  }

  /// Takes an inventory at the start and whenever a drive or partition has come or gone.
  private final class DriveWatch implements Runnable {
    private String seen = "";

    @Override
    public void run() {
      String now = world.machine().partitions();
      if (seen.isEmpty() || !now.equals(seen)) {
        desk.takeInventory();
      }
      seen = now.isEmpty() ? "none" : now;
    }
  }

  private AgentMessage.Hello hello() {
    return new AgentMessage.Hello(
        Protocol.VERSION,
        session.sessionId(),
        session.token(),
        key,
        world.machine().bootId(),
        version(),
        hostKeys.known(),
        Machine.addresses());
  }

  private static String version() {
    String version = Agent.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  private AgentMessage.Heartbeat heartbeat() {
    Machine.Memory memory = world.machine().memory();
    return new AgentMessage.Heartbeat(
        world.machine().uptimeSeconds(), memory.totalBytes(), memory.usedBytes());
  }

  @Override
  public void welcomed(ManagerMessage.Welcome from) {
    welcome = from;
    takeTime(from.now());
    writeBanner(from);
    status("connected", "");
    world.console().accept("connected to the Manager as " + HostileText.line(from.serverName()));
  }

  /// Before any work is done for the Manager, so that all of it has the right time.
  private void takeTime(Instant now) {
    new ManagerTime(world.tools(), world.systemRoot(), world.clock())
        .take(now)
        .ifPresent(
            wrong -> {
              journal.add(wrong);
              world
                  .console()
                  .accept(
                      "the server's clock says %s, the Manager's %s"
                          .formatted(wrong.hardware(), wrong.manager()));
            });
  }

  private void found(Inventory inventory) {
    disks = inventory.drives().stream().map(Agent::line).toList();
    ManagerMessage.Welcome known = welcome;
    if (known != null) {
      writeBanner(known);
    }
  }

  private static String line(Inventory.Drive drive) {
    return "%s  %d GB  %s  %s"
        .formatted(
            drive.device(),
            drive.sizeBytes() / 1_000_000_000,
            drive.model(),
            drive.contents().stream()
                .map(volume -> volume.fileSystem().isEmpty() ? "?" : volume.fileSystem())
                .distinct()
                .limit(6)
                .collect(Collectors.joining(", ")));
  }

  private void writeBanner(ManagerMessage.Welcome from) {
    banner.write(from.serverName(), from.pageAddress(), disks).ifPresent(world.console());
  }

  @Override
  public void commanded(ManagerMessage.Command command) {
    if (command.command() instanceof AgentCommand.EndSession) {
      streams.endAll();
    }
    desk.carryOut(command, link::sendNow);
  }

  @Override
  public void streamWanted(ManagerMessage.OpenStream wanted) {
    streams.open(wanted);
  }

  @Override
  public void refused(RefusalCode code, String detail) {
    world.console().accept("the Manager refused this rescue system: " + code + ": " + detail);
    if (code == RefusalCode.SESSION_OVER) {
      streams.endAll();
      desk.closeDoor();
      status("over", detail);
      return;
    }
    status("refused", code + ": " + detail);
  }

  @Override
  public void broken(String reason, Duration pause) {
    world.console().accept(reason + "; next try in " + pause.toMillis() + " ms");
    status("connecting", reason);
  }

  private void status(String state, String detail) {
    ManagerMessage.Welcome known = welcome;
    new Status(
            state,
            session.sessionId(),
            known == null ? "" : HostileText.line(known.serverName()),
            known == null ? "" : HostileText.line(known.pageAddress()),
            session.managerAddress(),
            world.clock().instant().toString(),
            detail)
        .writeTo(world.folder());
  }
}
