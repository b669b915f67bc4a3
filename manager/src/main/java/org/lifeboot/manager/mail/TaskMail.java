package org.lifeboot.manager.mail;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// The mail that asks technicians to do something to a server's power.
///
/// @param what as a sentence
/// @param network whether its next boot is to come from the network
/// @param until then nobody waits for the answer any more
/// @param page of the server
public record TaskMail(
    String serverName, List<String> macs, String what, boolean network, Instant until, URI page) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  public TaskMail {
    serverName = RescueMail.oneLine(serverName);
    what = RescueMail.oneLine(what);
    macs = List.copyOf(macs);
  }

  public String subject() {
    return "Please see to " + serverName + ": " + what;
  }

  public String text() {
    return """
    Somebody at the machine is needed: the server %s.

    PLEASE
    ======
    %s
    %s
    Which machine: its network cards have the MAC addresses
    %s

    THEN SAY SO
    ===========
    Until %s, with “It is done” or “It cannot be done”, on the page

    %s

    or with Lifeboot's command line:

        lifeboot server power %s --done
        lifeboot server power %s --cannot "why"
    """
        .formatted(
            serverName,
            what,
            network
                ? "It is to boot from the network this once. If it does not do so by itself, choose"
                    + "\nnetwork boot (PXE) in its firmware's boot menu.\n"
                : "",
            String.join("\n", macs),
            TIME.format(until),
            page,
            serverName,
            serverName);
  }
}
