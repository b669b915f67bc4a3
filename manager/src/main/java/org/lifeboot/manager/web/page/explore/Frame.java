package org.lifeboot.manager.web.page.explore;

import java.util.Optional;
import org.lifeboot.manager.web.page.Shell;
import org.lifeboot.manager.web.page.check.TabView;

/// What every page of the explorer has around it.
///
/// @param name of the server
/// @param path of the rescue page
/// @param links of the volume that is looked into
/// @param volume what it is called
public record Frame(
    Shell shell,
    String name,
    String path,
    TabView.Bar bar,
    Optional<Links> links,
    String volume,
    String notice,
    String problem) {}
