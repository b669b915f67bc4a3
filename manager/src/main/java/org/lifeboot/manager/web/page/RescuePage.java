package org.lifeboot.manager.web.page;

import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.web.page.check.StartForm;
import org.lifeboot.manager.web.page.check.TabView;

/// The page of one rescued server, for its owner.
///
/// @param path of this page; the forms' addresses begin with it
public record RescuePage(
    Shell shell,
    String name,
    String path,
    String notice,
    String problem,
    TabView.Bar tabs,
    List<StartForm> starts,
    NowView now,
    AccessPart access,
    Optional<Leave> leave,
    Optional<MachineView> machine,
    IncidentRow.Rows incidents,
    List<EntryView> timeline) {

  /// The way out.
  ///
  /// @param chosen disk is chosen already: the reboot is left to do
  public record Leave(String path, boolean chosen, String csrf) {}

  /// The log-in form of a rescue link.
  ///
  /// @param notice what was just done, or empty
  /// @param problem why the last try failed, or empty
  public record Login(Shell shell, String path, String notice, String problem) {}
}
