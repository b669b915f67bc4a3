package org.lifeboot.manager.web.page;

import java.time.Instant;
import java.util.Optional;
import org.lifeboot.manager.session.HandsTask;

/// A server's page. Each of the parts that move is a template of its own, sent again when it
/// changes.
///
/// @param notice what was just done, or empty
/// @param problem what was just refused, or empty
/// @param newPassword shown once, or empty
/// @param task what technicians are asked to do, while their answer is waited for
/// @param editing the form for changes is open
public record ServerPage(
    Shell shell,
    Facts facts,
    String notice,
    String problem,
    String newPassword,
    ServerParts parts,
    Optional<HandsTask> task,
    ServerForm edit,
    boolean editing) {

  /// What was registered.
  ///
  /// @param efiLoader or empty
  /// @param switchable it has a power driver
  /// @param console its serial console can be opened
  public record Facts(
      String name,
      String id,
      String macAddresses,
      String owner,
      String power,
      String ssh,
      String network,
      String efiLoader,
      boolean switchable,
      boolean console,
      Instant createdAt,
      boolean removable) {}
}
