package org.lifeboot.cli.api;

import io.avaje.jsonb.Json;
import java.util.List;

/// What a server is to boot next, and how its owner logs in to a rescue system.
///
/// @param netboot `rescue` or `disk`
/// @param sshKeys public keys, one `authorized_keys` line each
/// @param password whether a temporary password is made and mailed
@Json
public record NetbootChoice(String netboot, List<String> sshKeys, boolean password) {
  public NetbootChoice {
    sshKeys = List.copyOf(sshKeys);
  }

  public static NetbootChoice disk() {
    return new NetbootChoice("disk", List.of(), false);
  }

  public static NetbootChoice rescue(List<String> sshKeys, boolean password) {
    return new NetbootChoice("rescue", sshKeys, password);
  }
}
