package org.lifeboot.manager.mail;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.lifeboot.protocol.HostKey;

/// SSH host keys as people and the OpenSSH client want them. Pure.
public final class SshHostKeys {

  private static final int USUAL_PORT = 22;

  private SshHostKeys() {}

  /// What `ssh` shows at the first connection: `SHA256:` and the hash of the key in base64 without
  /// padding (ssh-keygen(1), `-l`).
  public static String fingerprint(HostKey key) {
    var hash = sha256().digest(Base64.getDecoder().decode(key.base64()));
    return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
  }

  /// Lines for `~/.ssh/known_hosts`, one per key (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT).
  ///
  /// @param host name or address that the owner will connect to
  public static List<String> knownHosts(String host, int port, List<HostKey> keys) {
    var name = port == USUAL_PORT ? host : "[" + host + "]:" + port;
    return keys.stream().map(key -> name + " " + key.type() + " " + key.base64()).toList();
  }

  /// The command that logs in, ready to paste.
  public static String command(String user, String host, int port) {
    var address = user + "@" + host;
    return port == USUAL_PORT ? "ssh " + address : "ssh -p " + port + " " + address;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
