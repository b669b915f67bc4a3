package org.lifeboot.manager.session;

import java.net.URI;
import java.util.Optional;
import org.lifeboot.manager.mail.RescueMail;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.session.SessionState.Rescued;

/// Fills the mail to the owner from what a session knows. Immutable.
public final class OwnerLetter {

  private final SessionAddresses addresses;

  public OwnerLetter(SessionAddresses addresses) {
    this.addresses = addresses;
  }

  URI web() {
    return addresses.web();
  }

  RescueMail write(
      StoredSession session, Server server, Rescued rescued, Optional<Password> password) {
    Credentials credentials = LogIn.credentials(session.id(), server, rescued, addresses);
    return new RescueMail(
        server.name(),
        URI.create(credentials.page()),
        password.map(Password::text),
        session.choice().sshKeys().size(),
        credentials.ssh().host(),
        credentials.ssh().port(),
        LogIn.hostKeys(rescued));
  }
}
