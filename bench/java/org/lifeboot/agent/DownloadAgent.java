package org.lifeboot.agent;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lifeboot.agent.link.Journal;
import org.lifeboot.agent.link.Link;
import org.lifeboot.agent.link.LinkListener;
import org.lifeboot.agent.link.LinkPace;
import org.lifeboot.agent.link.PinnedCertificate;
import org.lifeboot.agent.link.RunFolder;
import org.lifeboot.agent.look.Looks;
import org.lifeboot.agent.look.Volumes;
import org.lifeboot.agent.stream.StreamDesk;
import org.lifeboot.agent.work.Sources;
import org.lifeboot.protocol.AgentCommand;
import org.lifeboot.protocol.AgentEvent;
import org.lifeboot.protocol.AgentMessage;
import org.lifeboot.protocol.Codec;
import org.lifeboot.protocol.HostKey;
import org.lifeboot.protocol.Inventory;
import org.lifeboot.protocol.ManagerMessage;
import org.lifeboot.protocol.Protocol;
import org.lifeboot.protocol.RefusalCode;
import org.lifeboot.protocol.SessionFile;
import org.lifeboot.protocol.VolumeList;

/// The Agent's link, streams and explorer, with a folder of this machine as the only volume. It
/// carries no other command out.
///
/// Arguments: the folder with `session.json`, the folder to look into.
public final class DownloadAgent implements LinkListener {

  private final Journal journal;
  private final StreamDesk streams;

  private DownloadAgent(Journal journal, StreamDesk streams) {
    this.journal = journal;
    this.streams = streams;
  }

  public static void main(String[] arguments) throws IOException {
    var folder = new RunFolder(Path.of(arguments[0]));
    var codec = new Codec();
    SessionFile session = codec.sessionFile(Files.readString(folder.sessionFile()));
    var journal = new Journal(folder, codec, Clock.systemUTC());
    try (var looks = new Looks(new OneFolder(Path.of(arguments[1])), Clock.systemUTC());
        var streams =
            new StreamDesk(
                new Sources(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9), looks)::of,
                new PinnedCertificate(session.certificateSha256()).context(),
                System.out::println)) {
      var agent = new DownloadAgent(journal, streams);
      journal.add(new AgentEvent.InventoryTaken("", new Inventory(List.of())));
      new Link(
              session,
              codec,
              journal,
              () -> hello(session, folder),
              () -> new AgentMessage.Heartbeat(60, 1L << 30, 1L << 28),
              agent,
              LinkPace.usual())
          .run();
    }
  }

  private static AgentMessage.Hello hello(SessionFile session, RunFolder folder) {
    return new AgentMessage.Hello(
        Protocol.VERSION,
        session.sessionId(),
        session.token(),
        folder.agentKey(),
        "11111111-2222-3333-4444-555555555555",
        "bench",
        List.of(
            new HostKey(
                "ssh-ed25519",
                "AAAAC3NzaC1lZDI1NTE5AAAAIDkK2FZ9qCpVYVxJ0rJX0kYbYb0m2Y3mV4b0fQ0y9XcJ")),
        List.of("192.0.2.50"));
  }

  @Override
  public void welcomed(ManagerMessage.Welcome welcome) {
    System.out.println("connected");
  }

  @Override
  public void commanded(ManagerMessage.Command command) {
    if (command.command() instanceof AgentCommand.ApplyCredentials credentials) {
      journal.add(new AgentEvent.CredentialsApplied(command.id(), credentials.version()));
    }
  }

  @Override
  public void streamWanted(ManagerMessage.OpenStream wanted) {
    streams.open(wanted);
  }

  @Override
  public void refused(RefusalCode code, String detail) {
    System.out.println(code + ": " + detail);
  }

  @Override
  public void broken(String reason, Duration pause) {
    System.out.println(reason);
  }

  /// A folder, as if it were a volume that needs no snapshot.
  private record OneFolder(Path folder) implements Volumes {

    private static final VolumeList.Volume VOLUME =
        new VolumeList.Volume(
            "/dev/bench",
            "/dev/bench",
            "",
            "ext4",
            "",
            "",
            1,
            -1,
            VolumeList.State.CLOSED,
            List.of(),
            "");

    @Override
    public VolumeList list() {
      return new VolumeList(List.of(VOLUME), "", false);
    }

    @Override
    public Answer open(VolumeList.Volume volume, String passphrase) {
      return new Answer.Ready(new OpenFolder(folder));
    }

    @Override
    public Answer rehearse(VolumeList.Volume rehearsed, String fingerprint) {
      return new Answer.NotReady("Nothing is repaired here.");
    }

    @Override
    public VolumeList.Volume rehearsed(String device) {
      return VOLUME;
    }

    @Override
    public List<String> disks(VolumeList.Volume volume) {
      return List.of();
    }

    @Override
    public Set<String> below(VolumeList.Volume volume) {
      return Set.of();
    }

    @Override
    public void makeRoom() {
      // holds nothing
    }

    @Override
    public void close() {
      // holds nothing
    }
  }

  private record OpenFolder(Path folder) implements Volumes.Open {

    @Override
    public Optional<Path> root() {
      return Optional.of(folder);
    }

    @Override
    public Optional<String> trouble() {
      return Optional.empty();
    }

    @Override
    public Optional<String> letGo() {
      return Optional.empty();
    }
  }
}
