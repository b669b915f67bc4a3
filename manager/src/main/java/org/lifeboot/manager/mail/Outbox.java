package org.lifeboot.manager.mail;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.store.Transaction;

/// The outbox table. A mail is put in by the transaction that asks for it, and leaves by an effect.
@SuppressWarnings("DoNotCallSuggester") // bodies follow
public final class Outbox {

  /// Puts a mail in. The caller's transaction decides whether it is ever sent.
  public OutgoingMail put(
      Transaction transaction, String about, String to, String subject, String text, Instant now) {
    throw new UnsupportedOperationException();
  }

  /// Forgets the texts of all mails about this; those not delivered yet never will be.
  public void scrub(Transaction transaction, String about) {
    throw new UnsupportedOperationException();
  }

  /// One mail.
  public Optional<OutgoingMail> find(String id) {
    throw new UnsupportedOperationException();
  }

  /// The newest mails first, at most 500.
  public List<OutgoingMail> list() {
    throw new UnsupportedOperationException();
  }

  /// The mail server has taken it: its text is forgotten.
  public void delivered(String id) {
    throw new UnsupportedOperationException();
  }

  /// Kept here to be read: no mail server is configured, or it said no for good.
  ///
  /// @param error why, or empty
  public void kept(String id, String error) {
    throw new UnsupportedOperationException();
  }

  /// Could not be delivered this time.
  public void failed(String id, String error) {
    throw new UnsupportedOperationException();
  }
}
