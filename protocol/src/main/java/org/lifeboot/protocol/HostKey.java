package org.lifeboot.protocol;

/// One public host key of the rescue system's sshd.
///
/// @param type as in a `known_hosts` line: `ssh-ed25519`, `ecdsa-sha2-nistp256`, `ssh-rsa`
/// @param base64 the key itself, as in a `known_hosts` line
public record HostKey(String type, String base64) {
  public HostKey {
    if (!type.matches("[a-z0-9@.-]{3,64}")) {
      throw new IllegalArgumentException("not an SSH key type: " + type);
    }
    if (!base64.matches("[A-Za-z0-9+/]{16,4096}={0,2}")) {
      throw new IllegalArgumentException("not a base64 SSH key of type " + type);
    }
  }
}
