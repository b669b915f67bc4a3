package org.lifeboot.manager.session;

import java.util.List;
import org.lifeboot.manager.server.SshAddress;

/// How the owner gets in, without the password, which is not known any more.
///
/// @param ssh where to reach it
/// @param fingerprints as OpenSSH prints them: `SHA256:…`
/// @param knownHosts lines ready for `known_hosts`
/// @param sshReady the Agent has said that sshd listens with the newest credentials
/// @param page the rescue page's address
/// @param hasPassword a password is set (else SSH keys only)
public record Credentials(
    SshAddress ssh,
    List<String> fingerprints,
    List<String> knownHosts,
    boolean sshReady,
    String page,
    boolean hasPassword) {

  /// Who logs in.
  public static final String USER = "root";

  public Credentials {
    fingerprints = List.copyOf(fingerprints);
    knownHosts = List.copyOf(knownHosts);
  }
}
