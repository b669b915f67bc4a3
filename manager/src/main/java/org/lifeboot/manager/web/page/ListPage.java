package org.lifeboot.manager.web.page;

/// The list of servers, with the form that adds one.
///
/// @param notice what was just done, or empty
/// @param adding the form is open
/// @param strangers how many machines asked that nobody registered
public record ListPage(
    Shell shell,
    ServerRow.Rows rows,
    ServerForm form,
    boolean adding,
    int strangers,
    String notice) {}
