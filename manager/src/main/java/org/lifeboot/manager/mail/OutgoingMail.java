package org.lifeboot.manager.mail;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// A mail in the outbox.
///
/// @param id also its Message-ID's left side, so that a mail delivered twice is one mail
/// @param about what it belongs to, such as a rescue session's id; its mails are scrubbed together
/// @param text empty once delivered or scrubbed: it may hold a password
/// @param attempts failed deliveries so far
/// @param lastError of the last failed delivery
public record OutgoingMail(
    String id,
    String about,
    String to,
    String subject,
    Optional<String> text,
    State state,
    int attempts,
    Optional<String> lastError,
    Instant createdAt) {

  /// What has become of it.
  public enum State {
    /// On its way.
    WAITING,
    /// Taken by the mail server.
    DELIVERED,
    /// Kept here to be read on the outbox page: no mail server is configured, or it said no for
    /// good.
    KEPT,
    /// Its session was over before it could be delivered or read.
    SCRUBBED;

    /// The stable name in the API and the store.
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
