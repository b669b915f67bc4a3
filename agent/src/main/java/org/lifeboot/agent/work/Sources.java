package org.lifeboot.agent.work;

import java.net.InetSocketAddress;
import java.util.List;
import org.lifeboot.agent.look.Looks;
import org.lifeboot.agent.stream.ProgramStream;
import org.lifeboot.agent.stream.SshTunnelTalk;
import org.lifeboot.agent.stream.StreamSource;
import org.lifeboot.agent.terminal.TerminalTalk;
import org.lifeboot.protocol.ExploreOrder;
import org.lifeboot.protocol.StreamOrder;

/// All streams there are: the one place where an order becomes a source of bytes. Thread-safe.
public final class Sources {

  /// journalctl(1): this boot's, all of it, with the times of the rescue system's clock.
  private static final List<String> LOG =
      List.of("journalctl", "--boot", "--no-pager", "--output=short-iso-precise");

  private final InetSocketAddress ssh;
  private final ExploreSources explore;

  /// All sources.
  ///
  /// @param ssh where the rescue system's sshd listens
  /// @param looks the volumes that are being looked into
  public Sources(InetSocketAddress ssh, Looks looks) {
    this.ssh = ssh;
    this.explore = new ExploreSources(looks);
  }

  /// What carries the order out, once.
  public StreamSource of(StreamOrder order) {
    return switch (order) {
      case StreamOrder.SshTunnel() -> () -> SshTunnelTalk.to(ssh);
      case StreamOrder.RescueLog() -> ProgramStream.of("text/plain; charset=utf-8", LOG);
      case StreamOrder.Explore(ExploreOrder look) -> explore.of(look);
      case StreamOrder.Terminal terminal -> () -> TerminalTalk.open(terminal);
    };
  }
}
