package org.lifeboot.protocol;

import io.avaje.jsonb.Json;
import java.util.Objects;

/// What a stream between Manager and Agent carries, inside a [ManagerMessage.OpenStream].
///
/// An order may lie in the Managers' store for some seconds: it holds no secret. A secret (a
/// passphrase) is said on the stream itself.
@Json(typeProperty = "stream")
@Json.SubType(type = StreamOrder.SshTunnel.class, name = "sshTunnel")
@Json.SubType(type = StreamOrder.Terminal.class, name = "terminal")
@Json.SubType(type = StreamOrder.RescueLog.class, name = "rescueLog")
@Json.SubType(type = StreamOrder.Explore.class, name = "explore")
public sealed interface StreamOrder {

  /// The bytes of one SSH connection, to the rescue system's own sshd and nowhere else.
  record SshTunnel() implements StreamOrder {}

  /// A login shell of root in a terminal of its own. What is typed goes down, what is shown comes
  /// up; a new size is told by a [StreamWord.Resize].
  ///
  /// @param columns 1 to 1,000
  /// @param rows 1 to 1,000
  record Terminal(int columns, int rows) implements StreamOrder {
    public Terminal {
      TerminalSize.check(columns, rows);
    }
  }

  /// The rescue system's own log of this boot, as text: what it, its kernel and the Agent said.
  record RescueLog() implements StreamOrder {}

  /// A look into the server's disks: an answer as JSON, a file's bytes, an archive.
  record Explore(ExploreOrder look) implements StreamOrder {
    public Explore {
      Objects.requireNonNull(look, "look");
    }
  }

  /// Whether both ends send: such a stream is a WebSocket; any other is the body of one PUT.
  default boolean twoWay() {
    return switch (this) {
      case SshTunnel _, Terminal _ -> true;
      case RescueLog _ -> false;
      case Explore(var look) -> look instanceof ExploreOrder.UnlockVolume;
    };
  }
}
