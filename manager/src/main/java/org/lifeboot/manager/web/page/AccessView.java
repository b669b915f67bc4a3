package org.lifeboot.manager.web.page;

import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.server.SshAddress;
import org.lifeboot.manager.session.Credentials;
import org.lifeboot.manager.session.Session;

/// How to get into the rescued server.
///
/// @param sshCommand ready to paste
/// @param knownHosts lines ready for `known_hosts`
/// @param keys how many SSH keys may log in
public record AccessView(
    String sshCommand,
    List<String> knownHosts,
    List<String> fingerprints,
    boolean sshReady,
    boolean hasPassword,
    int keys,
    String page) {

  static Optional<AccessView> of(Session session) {
    return session.credentials().map(credentials -> of(credentials, session.choice().sshKeys()));
  }

  private static AccessView of(Credentials credentials, List<String> keys) {
    return new AccessView(
        command(credentials.ssh()),
        credentials.knownHosts().stream().map(Visible::text).toList(),
        credentials.fingerprints().stream().map(Visible::text).toList(),
        credentials.sshReady(),
        credentials.hasPassword(),
        keys.size(),
        credentials.page());
  }

  private static String command(SshAddress ssh) {
    String port = ssh.port() == 22 ? "" : "-p " + ssh.port() + " ";
    return "ssh -o StrictHostKeyChecking=yes " + port + Credentials.USER + "@" + ssh.host();
  }
}
