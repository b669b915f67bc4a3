package org.lifeboot.manager.web.page;

/// The list of incidents.
///
/// @param state which of them: `live`, `closed` or `all`
public record SupportView(Shell shell, String state, IncidentRow.Rows rows) {}
