package org.lifeboot.manager.incident;

import java.net.URI;
import java.util.stream.Collectors;

/// The mail that support gets for a new incident. Plain text; whatever came from a server or an
/// owner is indented, so that it cannot pass for Lifeboot's own words.
///
/// @param web the public address of the pages
record SupportMail(Incident incident, URI web) {

  String subject() {
    return "Incident %d: %s on %s, check %s"
        .formatted(
            incident.number(),
            incident.part().name(),
            incident.serverName(),
            incident.report().verdict().word());
  }

  String text() {
    return """
    Incident %d was opened by %s.

    Server:   %s
    Part:     %s
    Which is: %s
    Check:    %s, %s
    Reason:
        %s

    What %s wrote:
    %s

    The report, the tools' output and the thread:
    %s
    """
        .formatted(
            incident.number(),
            incident.openedBy(),
            incident.serverName(),
            incident.part().name(),
            incident.part().words().isEmpty() ? "not known" : incident.part().words(),
            Part.kind(incident.report().check()),
            incident.report().verdict().word(),
            Words.line(incident.report().reason(), 1_000),
            incident.openedBy(),
            indented(incident.words()),
            web.toString().replaceAll("/+$", "") + "/support/" + incident.number());
  }

  private static String indented(String words) {
    if (words.isEmpty()) {
      return "    (nothing)";
    }
    return words
        .lines()
        .map(line -> "    " + Words.line(line, Words.LONGEST))
        .collect(Collectors.joining("\n"));
  }
}
