package org.lifeboot.agent.access;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.agent.tool.Tools;

/// Opens and closes the rescued server's one door. Not thread-safe: one thread carries out what the
/// Manager commands about it.
public final class Access {

  private final RootAccount root;
  private final Sshd sshd;
  private int applied;

  public Access(Tools tools, Path systemRoot, InetSocketAddress sshAddress, Duration patience) {
    this.root = new RootAccount(tools, systemRoot.resolve("root"));
    this.sshd = new Sshd(tools, systemRoot.resolve("etc/ssh/sshd_config.d"), sshAddress, patience);
  }

  /// All or nothing: after a problem nobody can log in.
  ///
  /// @param version grows; an older one than the one in place is refused, so that a password that
  ///   was replaced never opens the door again
  public Optional<String> open(int version, String passwordHash, List<String> keys) {
    if (version < applied) {
      return Optional.of("version " + applied + " of the credentials is in place already");
    }
    Optional<String> problem =
        RootAccount.problemOf(passwordHash)
            .or(() -> root.setKeys(keys.stream().map(Access::oneLine).toList()))
            .or(() -> root.setPassword(passwordHash))
            .or(() -> sshd.start(!passwordHash.isEmpty()));
    if (problem.isEmpty()) {
      applied = version;
      return problem;
    }
    return Optional.of(problem.get() + close().map(more -> "; then " + more).orElse(""));
  }

  /// Ends log-ins and lets nobody in any more. Safe to repeat.
  public Optional<String> close() {
    Optional<String> locked = root.lock();
    Optional<String> stopped = sshd.stop();
    return locked.or(() -> stopped);
  }

  private static String oneLine(String key) {
    return HostileText.line(key, 16_384);
  }
}
