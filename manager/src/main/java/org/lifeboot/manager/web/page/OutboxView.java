package org.lifeboot.manager.web.page;

import java.time.Instant;
import java.util.List;
import org.lifeboot.manager.mail.OutgoingMail;

/// The mails of the Manager.
///
/// @param smtp a mail server is configured
public record OutboxView(Shell shell, boolean smtp, List<MailView> mails) {

  /// One mail.
  ///
  /// @param text empty when it is not here any more
  public record MailView(
      String id,
      String to,
      String subject,
      Instant createdAt,
      Chip state,
      String text,
      String error,
      String attempts) {

    static MailView of(OutgoingMail mail) {
      return new MailView(
          mail.id(),
          Visible.text(mail.to()),
          Visible.text(mail.subject()),
          mail.createdAt(),
          state(mail.state()),
          mail.text().map(Visible::lines).orElse(""),
          mail.lastError().map(Visible::text).orElse(""),
          mail.attempts() == 1 ? "1 failed try" : mail.attempts() + " failed tries");
    }

    private static Chip state(OutgoingMail.State state) {
      return switch (state) {
        case WAITING -> new Chip("On its way", Tone.BUSY);
        case DELIVERED -> new Chip("Delivered", Tone.GOOD);
        case KEPT -> new Chip("Kept here", Tone.CARE);
        case SCRUBBED -> new Chip("Session over, text deleted", Tone.PLAIN);
      };
    }
  }
}
