package org.lifeboot.manager.session;

import java.util.List;

/// What a server is to boot next, as a person chose it.
public sealed interface NetbootChoice {

  /// Its own disk; a live session is on its way out.
  record Disk() implements NetbootChoice {}

  /// Memtest86+, once.
  record Memtest() implements NetbootChoice {}

  /// The rescue system, once.
  ///
  /// @param password make a temporary password; false: SSH keys only (the rescue page then opens
  ///   for Manager accounts only)
  /// @param sshKeys lines of authorized_keys, without options
  record Rescue(boolean password, List<String> sshKeys) implements NetbootChoice {
    public Rescue {
      sshKeys = sshKeys.stream().map(String::strip).filter(key -> !key.isEmpty()).toList();
      if (sshKeys.size() > 50) {
        throw new IllegalArgumentException("at most 50 SSH keys may be given");
      }
      for (String key : sshKeys) {
        if (key.length() > 8192
            || !key.matches(
                "(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)|sk-ssh-ed25519@openssh\\.com"
                    + "|sk-ecdsa-sha2-nistp256@openssh\\.com) [A-Za-z0-9+/]{16,}={0,2}"
                    + "( [^\\p{Cntrl}]*)?")) {
          throw new IllegalArgumentException(
              "not an SSH public key line (type, base64, comment): "
                  + key.substring(0, Math.min(40, key.length())));
        }
      }
      if (!password && sshKeys.isEmpty()) {
        throw new IllegalArgumentException("a rescue needs a password, an SSH key, or both");
      }
    }
  }
}
