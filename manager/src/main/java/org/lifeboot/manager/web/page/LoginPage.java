package org.lifeboot.manager.web.page;

/// The log-in form of accounts.
///
/// @param problem why the last try failed, or empty
/// @param next the page to go to afterwards
public record LoginPage(Shell shell, String problem, String name, String next) {}
