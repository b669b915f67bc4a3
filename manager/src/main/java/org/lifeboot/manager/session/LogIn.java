package org.lifeboot.manager.session;

import java.util.List;
import org.lifeboot.manager.mail.SshHostKeys;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.server.SshAddress;
import org.lifeboot.manager.session.SessionState.Rescued;
import org.lifeboot.protocol.HostKey;

/// How to get into a rescue system, as people need it.
final class LogIn {

  private LogIn() {}

  static Credentials credentials(
      SessionId session, Server server, Rescued rescued, SessionAddresses addresses) {
    SshAddress ssh = server.sshAddress().orElseGet(() -> new SshAddress(firstAddress(rescued), 22));
    List<HostKey> keys = hostKeys(rescued);
    return new Credentials(
        ssh,
        keys.stream().map(SshHostKeys::fingerprint).toList(),
        SshHostKeys.knownHosts(ssh.host(), ssh.port(), keys),
        rescued.login().appliedVersion() == rescued.login().version(),
        addresses.page(session),
        !rescued.login().passwordHash().isEmpty());
  }

  private static String firstAddress(Rescued rescued) {
    List<String> addresses = rescued.addresses();
    return addresses.isEmpty() ? "unknown" : addresses.getFirst();
  }

  /// A key in a state: `type base64`.
  static String text(HostKey key) {
    return key.type() + " " + key.base64();
  }

  static List<HostKey> hostKeys(Rescued rescued) {
    return rescued.hostKeys().stream()
        .map(key -> key.split(" ", 2))
        .map(parts -> new HostKey(parts[0], parts[1]))
        .toList();
  }
}
