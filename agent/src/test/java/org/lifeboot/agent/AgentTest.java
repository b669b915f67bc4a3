package org.lifeboot.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.agent.link.FakeManager;
import org.lifeboot.agent.link.LinkPace;
import org.lifeboot.agent.link.RunFolder;
import org.lifeboot.agent.linux.Machine;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.RecordedTools;
import org.lifeboot.protocol.AgentCommand;
import org.lifeboot.protocol.AgentEvent;
import org.lifeboot.protocol.AgentEvent.CommandFailed;
import org.lifeboot.protocol.AgentEvent.CredentialsApplied;
import org.lifeboot.protocol.AgentEvent.InventoryTaken;
import org.lifeboot.protocol.AgentEvent.Rebooting;
import org.lifeboot.protocol.AgentMessage.Numbered;
import org.lifeboot.protocol.Inventory;
import org.lifeboot.protocol.ManagerMessage.Acknowledge;
import org.lifeboot.protocol.ManagerMessage.Command;
import org.lifeboot.protocol.ManagerMessage.Refused;
import org.lifeboot.protocol.ManagerMessage.Welcome;
import org.lifeboot.protocol.RefusalCode;
import org.lifeboot.protocol.SessionFile;

/// A whole Agent against a Manager's end of the protocol: real TLS and WebSocket, recorded tools.
@Timeout(60)
class AgentTest {

  private static final String HASH = "$6$saltsalt$abcdefghijklmnopqrstuvwxyz./0123456789";
  private static final InventoryTaken NO_DRIVES = new InventoryTaken("", new Inventory(List.of()));

  @TempDir Path root;

  private final FakeManager manager =
      new FakeManager(InetAddress.getLoopbackAddress(), 0, Duration.ofSeconds(20));
  private final Queue<String> console = new ConcurrentLinkedQueue<>();
  private final RecordedTools tools =
      new RecordedTools().answering("lsblk", new Outcome.Exited(32, "", ""));
  private ServerSocket sshd;
  private Thread agent = Thread.ofPlatform().unstarted(() -> {});

  @BeforeEach
  void startSshd() throws IOException {
    sshd = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().start(this::greet);
    Files.createDirectories(root.resolve("etc/ssh"));
    Files.writeString(
        root.resolve("etc/ssh/ssh_host_ed25519_key.pub"),
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMorten rescue\n");
  }

  private void greet() {
    while (!sshd.isClosed()) {
      try (var caller = sshd.accept()) {
        caller.getOutputStream().write("SSH-2.0-Test\r\n".getBytes(StandardCharsets.US_ASCII));
      } catch (IOException _) {
        return;
      }
    }
  }

  @AfterEach
  void stopAll() throws Exception {
    stopAgent();
    manager.close();
    sshd.close();
  }

  private void startAgent() {
    startAgent(manager.certificateSha256());
  }

  private void startAgent(String certificate) {
    var session = new SessionFile("session", "token", manager.address(), certificate);
    var pace =
        new LinkPace(
            Duration.ofMillis(200),
            Duration.ofSeconds(1),
            Duration.ofSeconds(3),
            20,
            RandomGenerator.getDefault());
    var world =
        new Agent.World(
            new RunFolder(root.resolve("run")),
            root,
            new Machine(Path.of("/proc")),
            tools,
            new InetSocketAddress(sshd.getInetAddress(), sshd.getLocalPort()),
            Duration.ofSeconds(5),
            pace,
            Clock.systemUTC(),
            console::add);
    agent = Thread.ofPlatform().start(new Agent(world, session)::run);
  }

  private void stopAgent() throws InterruptedException {
    agent.interrupt();
    agent.join();
  }

  private FakeManager.Peer welcomed(long acknowledged) throws InterruptedException {
    var peer = manager.awaitAgent();
    peer.hello();
    peer.send(new Welcome("web-1", "http://manager/rescue/session", acknowledged, Instant.now()));
    return peer;
  }

  private static AgentEvent acknowledged(FakeManager.Peer peer) throws InterruptedException {
    Numbered event = peer.event();
    peer.send(new Acknowledge(event.number()));
    return event.event();
  }

  @Test
  void theFirstMessageIsAHelloWithTokenKeyAndHostKeys() throws Exception {
    startAgent();

    var hello = manager.awaitAgent().hello();

    assertThat(hello.sessionId()).isEqualTo("session");
    assertThat(hello.token()).isEqualTo("token");
    assertThat(hello.agentKey()).matches("[0-9a-f]{64}");
    assertThat(hello.bootId()).isNotEmpty();
    assertThat(hello.hostKeys()).extracting("type").containsExactly("ssh-ed25519");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile())))
        .isEqualTo("rw-------");
  }

  private Path keyFile() {
    return root.resolve("run/agent-key");
  }

  @Test
  void aManagerWithAnotherCertificateIsNotTalkedToAndTheConsoleSaysWhy() throws Exception {
    startAgent("00".repeat(32));

    for (int i = 0; i < 400 && console.isEmpty(); i++) {
      Thread.sleep(50);
    }
    assertThat(console)
        .first()
        .asString()
        .contains("not the Manager that booted this server", manager.certificateSha256());
    assertThat(manager.called(Duration.ofMillis(500))).isFalse();
  }

  @Test
  void afterABreakInTheMiddleAllUnacknowledgedEventsComeAgainInOrder() throws Exception {
    startAgent();
    var first = welcomed(0);
    assertThat(acknowledged(first)).isEqualTo(NO_DRIVES);
    first.send(new Command("a", new AgentCommand.TakeInventory()));
    first.send(new Command("b", new AgentCommand.TakeInventory()));
    assertThat(first.event().number()).isEqualTo(2);
    assertThat(first.event().number()).isEqualTo(3);
    first.cut();

    var second = welcomed(1);

    assertThat(second.event())
        .satisfies(event -> assertThat(event.number()).isEqualTo(2))
        .extracting(Numbered::event)
        .isEqualTo(new InventoryTaken("a", new Inventory(List.of())));
    assertThat(second.event())
        .satisfies(event -> assertThat(event.number()).isEqualTo(3))
        .extracting(Numbered::event)
        .isEqualTo(new InventoryTaken("b", new Inventory(List.of())));
    assertThat(second.quiet(Duration.ofMillis(500))).isTrue();
  }

  @Test
  void whatTheManagerHasStoredIsNotSentAgain() throws Exception {
    startAgent();
    var first = welcomed(0);
    first.event();
    first.cut();

    assertThat(welcomed(1).quiet(Duration.ofMillis(500))).isTrue();
  }

  @Test
  void aRestartedAgentGoesOnWithItsKeyItsNumbersAndItsUnacknowledgedEvents() throws Exception {
    startAgent();
    var before = manager.awaitAgent();
    String key = before.hello().agentKey();
    before.send(new Welcome("web-1", "http://manager/", 0, Instant.now()));
    assertThat(before.event().number()).isEqualTo(1);
    stopAgent();

    startAgent();
    var after = manager.awaitAgent();

    assertThat(after.hello().agentKey()).isEqualTo(key);
    after.send(new Welcome("web-1", "http://manager/", 0, Instant.now()));
    assertThat(after.event().number()).isEqualTo(1);
    assertThat(after.event().number()).isEqualTo(2);
  }

  @Test
  void aCommandThatComesTwiceIsCarriedOutOnceAndAnsweredWithTheSameEvent() throws Exception {
    startAgent();
    var peer = welcomed(0);
    acknowledged(peer);
    var command = new Command("a", new AgentCommand.ApplyCredentials(1, HASH, List.of()));
    peer.send(command);
    peer.send(command);
    Numbered answer = peer.event();
    peer.send(new Acknowledge(answer.number()));
    peer.cut();

    var later = welcomed(answer.number());
    later.send(command);

    assertThat(later.event()).isEqualTo(answer);
    assertThat(answer.event()).isEqualTo(new CredentialsApplied("a", 1));
    assertThat(tools.askedInWords()).containsOnlyOnce("chpasswd --encrypted");
  }

  @Test
  void credentialsAreInPlaceAndSshdAnswersBeforeTheManagerHearsOfIt() throws Exception {
    startAgent();
    var peer = welcomed(0);
    acknowledged(peer);

    peer.send(
        new Command(
            "a", new AgentCommand.ApplyCredentials(1, HASH, List.of("ssh-ed25519 AAAA x"))));

    assertThat(acknowledged(peer)).isEqualTo(new CredentialsApplied("a", 1));
    Path keys = root.resolve("root/.ssh/authorized_keys");
    assertThat(keys).hasContent("ssh-ed25519 AAAA x");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys)))
        .isEqualTo("rw-------");
    assertThat(tools.asked())
        .filteredOn(asked -> asked.program().equals("chpasswd"))
        .singleElement()
        .satisfies(asked -> assertThat(asked.input()).isEqualTo("root:" + HASH + "\n"));
    assertThat(tools.askedInWords()).contains("systemctl restart ssh.service");
  }

  @Test
  void nothingOpensTheDoorBeforeTheManagerSaysSo() throws Exception {
    startAgent();
    acknowledged(welcomed(0));

    assertThat(tools.askedInWords()).noneMatch(words -> words.matches("(systemctl|chpasswd).*"));
  }

  @Test
  void credentialsThatCannotBeAppliedLeaveTheDoorShut() throws Exception {
    tools.answering("systemctl restart", new Outcome.Exited(1, "", "Job for ssh.service failed."));
    startAgent();
    var peer = welcomed(0);
    acknowledged(peer);

    peer.send(new Command("a", new AgentCommand.ApplyCredentials(1, HASH, List.of())));

    assertThat(acknowledged(peer))
        .isEqualTo(
            new CommandFailed("a", "starting sshd: exit code 1 (Job for ssh.service failed.)"));
    assertThat(tools.askedInWords())
        .contains("usermod --password ! root", "systemctl stop ssh.service");
  }

  @Test
  void aHashThatCouldBeTwoLinesIsNotGivenToAnyProgram() throws Exception {
    startAgent();
    var peer = welcomed(0);
    acknowledged(peer);

    peer.send(
        new Command("a", new AgentCommand.ApplyCredentials(1, HASH + "\nroot:" + HASH, List.of())));

    assertThat(acknowledged(peer))
        .isEqualTo(new CommandFailed("a", "the password hash is not one of crypt(5)"));
    assertThat(tools.askedInWords()).doesNotContain("chpasswd --encrypted");
  }

  @Test
  void anOlderPasswordNeverReplacesANewerOne() throws Exception {
    startAgent();
    var peer = welcomed(0);
    acknowledged(peer);
    peer.send(new Command("b", new AgentCommand.ApplyCredentials(2, HASH, List.of())));
    acknowledged(peer);

    peer.send(new Command("a", new AgentCommand.ApplyCredentials(1, HASH, List.of())));

    assertThat(acknowledged(peer))
        .isEqualTo(new CommandFailed("a", "version 2 of the credentials is in place already"));
  }

  @Test
  void aRebootWaitsUntilTheManagerKnowsOfIt() throws Exception {
    startAgent();
    var peer = welcomed(0);
    acknowledged(peer);
    peer.send(new Command("a", new AgentCommand.Reboot()));
    Numbered lastWords = peer.event();
    assertThat(lastWords.event()).isEqualTo(new Rebooting("a"));
    assertThat(tools.askedInWords()).doesNotContain("systemctl --no-wall reboot");

    peer.send(new Acknowledge(lastWords.number()));

    awaitAsked("systemctl --no-wall reboot");
  }

  @Test
  void anAgentWhoseSessionIsOverShutsTheDoorAndKeepsQuiet() throws Exception {
    startAgent();
    var peer = manager.awaitAgent();
    peer.hello();
    tools.taking(Duration.ofMillis(100));

    peer.send(new Refused(RefusalCode.SESSION_OVER, "ended"));

    agent.join();
    assertThat(tools.askedInWords())
        .contains(
            "usermod --password ! root",
            "systemctl stop ssh.service",
            "loginctl terminate-user root");
    assertThat(manager.called(Duration.ofSeconds(1))).isFalse();
  }

  @Test
  void endSessionShutsTheDoorAndTakesTheKeysAway() throws Exception {
    startAgent();
    var peer = welcomed(0);
    acknowledged(peer);
    peer.send(new Command("a", new AgentCommand.ApplyCredentials(1, HASH, List.of("ssh-rsa A"))));
    acknowledged(peer);

    peer.send(new Command("b", new AgentCommand.EndSession()));

    awaitAsked("loginctl terminate-user root");
    assertThat(root.resolve("root/.ssh/authorized_keys")).doesNotExist();
    assertThat(tools.askedInWords()).contains("usermod --password ! root");
  }

  @Test
  void anAgentThatIsRefusedForAnotherReasonAsksAgainLater() throws Exception {
    startAgent();
    var peer = manager.awaitAgent();
    peer.hello();

    peer.send(new Refused(RefusalCode.TOKEN_WRONG, "no such session"));

    assertThat(manager.called(Duration.ofSeconds(1))).isFalse();
    manager.awaitAgent().hello();
    assertThat(console)
        .contains("the Manager refused this rescue system: TOKEN_WRONG: no such session");
  }

  @Test
  void aManagerThatTalksRubbishIsCalledAgain() throws Exception {
    startAgent();
    welcomed(0).sendText("{\"type\":\"nonsense\"}");

    manager.awaitAgent().hello();
  }

  @Test
  void aManagerThatIsSilentForTooLongIsCalledAgain() throws Exception {
    startAgent();
    welcomed(0).freeze();

    manager.awaitAgent().hello();
  }

  @Test
  void heartbeatsTellUptimeAndMemory() throws Exception {
    startAgent();

    var heartbeat = welcomed(0).heartbeat();

    assertThat(heartbeat.uptimeSeconds()).isPositive();
    assertThat(heartbeat.memoryUsedBytes()).isBetween(1L, heartbeat.memoryTotalBytes());
  }

  @Test
  void theLoginBannerNamesTheServerAndItsPage() throws Exception {
    startAgent();
    acknowledged(welcomed(0));

    assertThat(root.resolve("etc/motd"))
        .content()
        .contains("rescue system of web-1", "http://manager/rescue/session");
  }

  /// Waits until a program was run: the Manager is not told of these.
  private void awaitAsked(String words) throws InterruptedException {
    for (int i = 0; i < 200 && !tools.askedInWords().contains(words); i++) {
      Thread.sleep(50);
    }
    assertThat(tools.askedInWords()).contains(words);
  }
}
