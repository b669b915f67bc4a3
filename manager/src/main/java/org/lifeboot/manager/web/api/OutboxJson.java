package org.lifeboot.manager.web.api;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.mail.OutgoingMail;

/// `Outbox` of the contract.
@Json
public record OutboxJson(List<MailJson> mails) {

  /// `Mail` of the contract.
  @Json
  public record MailJson(
      String id,
      String to,
      String subject,
      Instant createdAt,
      String state,
      Optional<String> text,
      int attempts,
      Optional<String> lastError) {
    static MailJson of(OutgoingMail mail) {
      return new MailJson(
          mail.id(),
          mail.to(),
          mail.subject(),
          mail.createdAt(),
          mail.state().text(),
          mail.text(),
          mail.attempts(),
          mail.lastError());
    }
  }
}
