package org.lifeboot.manager.web.page;

import java.time.Instant;

/// A server's page. Each of the parts that move is a template of its own, sent again when it
/// changes.
///
/// @param notice what was just done, or empty
/// @param problem what was just refused, or empty
/// @param newPassword shown once, or empty
/// @param editing the form for changes is open
public record ServerPage(
    Shell shell,
    Facts facts,
    String notice,
    String problem,
    String newPassword,
    ServerParts parts,
    ServerForm edit,
    boolean editing) {

  /// What was registered.
  public record Facts(
      String name,
      String id,
      String macAddresses,
      String owner,
      String power,
      String ssh,
      Instant createdAt,
      boolean removable) {}
}
