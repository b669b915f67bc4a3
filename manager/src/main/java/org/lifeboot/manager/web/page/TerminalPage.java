package org.lifeboot.manager.web.page;

import org.lifeboot.manager.web.page.check.TabView;

/// The tab with the web terminal.
///
/// @param path of the session's pages
/// @param inRescue whether there is a shell to talk to
/// @param nonce that the page's policy allows style elements by
public record TerminalPage(
    Shell shell, String name, String path, TabView.Bar bar, boolean inRescue, String nonce) {}
