package org.lifeboot.cli.api;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Mail that the Manager has sent, will send or keeps.
@Json
public record Outbox(List<Mail> mails) {
  public Outbox {
    mails = Missing.list(mails);
  }

  /// One mail.
  ///
  /// @param state `waiting`, `delivered` or `kept` (no SMTP server is configured)
  /// @param text absent once it was delivered
  @Json
  public record Mail(
      String id,
      String to,
      String subject,
      Optional<Instant> createdAt,
      String state,
      Optional<String> text,
      int attempts,
      Optional<String> lastError) {
    public Mail {
      id = Missing.text(id);
      to = Missing.text(to);
      subject = Missing.text(subject);
      createdAt = Missing.optional(createdAt);
      state = Missing.text(state);
      text = Missing.optional(text);
      lastError = Missing.optional(lastError);
    }
  }
}
