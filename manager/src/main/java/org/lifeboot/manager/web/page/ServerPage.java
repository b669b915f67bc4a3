package org.lifeboot.manager.web.page;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A server's page. Each of the parts that move is a template of its own, sent again when it
/// changes.
///
/// @param notice what was just done, or empty
/// @param problem what was just refused, or empty
/// @param newPassword shown once, or empty
/// @param live where the event stream of this page is
public record ServerPage(
    Shell shell,
    Facts facts,
    String notice,
    String problem,
    String newPassword,
    String live,
    NowView now,
    Optional<AccessView> access,
    ActionsView actions,
    Optional<MachineView> machine,
    List<EntryView> timeline,
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

  /// The access part's record.
  public AccessPart accessPart() {
    return new AccessPart(access, "/servers/" + facts.name() + "/password", shell.csrf());
  }
}
