package org.lifeboot.manager.web.page.check;

import java.util.Optional;
import org.lifeboot.manager.web.page.Shell;

/// The report's page, alone or beside another session's.
///
/// @param session of the report, for the printed head
/// @param comparison with another session of the same server, when one was asked for
public record ReportPage(
    Shell shell,
    String name,
    String session,
    String path,
    TabView.Bar bar,
    ReportView report,
    ControllerView controller,
    Optional<Comparison> comparison) {}
