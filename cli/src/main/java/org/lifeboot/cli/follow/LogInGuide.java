package org.lifeboot.cli.follow;

import org.lifeboot.cli.api.Session;
import org.lifeboot.cli.api.Session.Credentials;
import org.lifeboot.cli.text.Fields;

/// How to log in to a server in rescue, and how to leave.
///
/// @param owner the address that the password was mailed to
/// @param mailIsKept whether the Manager has no SMTP server and keeps mail in its outbox
public record LogInGuide(String owner, boolean mailIsKept) {

  public Fields addTo(Fields fields, Session session, Credentials credentials) {
    return fields
        .add(
            "Log in", ssh(credentials) + (credentials.sshReady() ? "" : "   (SSH is not open yet)"))
        .add("Password", password(session, credentials))
        .add("Host keys", credentials.fingerprints())
        .add("known_hosts", credentials.knownHosts())
        .add("Page", credentials.page())
        .add(
            "Leave",
            "lifeboot boot disk %1$s, then: lifeboot reboot %1$s".formatted(session.serverName()));
  }

  private static String ssh(Credentials credentials) {
    String port = credentials.sshPort() == 22 ? "" : "-p " + credentials.sshPort() + " ";
    return "ssh " + port + credentials.user() + "@" + credentials.sshHost();
  }

  private String password(Session session, Credentials credentials) {
    if (!credentials.hasPassword()) {
      return "none; log in with an SSH key";
    }
    String where =
        mailIsKept
            ? "in the mail to " + owner + ", kept in the outbox (lifeboot outbox)"
            : "mailed to " + owner;
    return where + "; for a new one: lifeboot session password " + session.serverName();
  }
}
