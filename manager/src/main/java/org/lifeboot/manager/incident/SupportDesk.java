package org.lifeboot.manager.incident;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.lifeboot.manager.effect.Effects;
import org.lifeboot.manager.mail.MailDelivery;
import org.lifeboot.manager.mail.Outbox;
import org.lifeboot.manager.store.Transaction;

/// Tells support of a new incident, by mail. Thread-safe.
///
/// @param address as in `support.email`; empty: nobody is told
/// @param web the public address of the pages
public record SupportDesk(Optional<String> address, URI web, Outbox outbox, Effects effects) {

  /// Puts the mail into the outbox, as part of the transaction that opens the incident.
  void tell(Transaction transaction, Incident incident, Instant now) {
    var letter = new SupportMail(incident, web);
    String about = incident.id().text();
    address
        .map(to -> outbox.put(transaction, about, to, letter.subject(), letter.text(), now))
        .ifPresent(mail -> effects.ask(transaction, MailDelivery.KIND, about, mail.id(), now));
  }
}
