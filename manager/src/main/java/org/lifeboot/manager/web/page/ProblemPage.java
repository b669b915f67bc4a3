package org.lifeboot.manager.web.page;

/// Something could not be done, in a person's words.
///
/// @param back where to go from here
public record ProblemPage(Shell shell, int status, String detail, String back, String backWords) {}
