package org.lifeboot.cli.api;

import io.avaje.jsonb.Json;
import java.util.List;

/// What a server is to boot next.
@Json(typeProperty = "netboot")
@Json.SubType(type = NetbootChoice.Disk.class, name = "disk")
@Json.SubType(type = NetbootChoice.Rescue.class, name = "rescue")
@Json.SubType(type = NetbootChoice.Memtest.class, name = "memtest")
public sealed interface NetbootChoice {

  /// Its own disk.
  record Disk() implements NetbootChoice {}

  /// Memtest86+, once.
  record Memtest() implements NetbootChoice {}

  /// The rescue system, once.
  ///
  /// @param sshKeys public keys that may log in as root, one `authorized_keys` line each
  /// @param password whether a temporary password is made and mailed
  record Rescue(List<String> sshKeys, boolean password) implements NetbootChoice {
    public Rescue {
      sshKeys = List.copyOf(sshKeys);
    }
  }
}
