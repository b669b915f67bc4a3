package org.lifeboot.manager.mail;

import java.util.Optional;
import org.lifeboot.manager.effect.Effect;
import org.lifeboot.manager.effect.EffectHandler;

/// Delivers one mail of the outbox. The effect's payload is the mail's id.
///
/// Killed between the mail server's "taken" and the mark in the outbox, it sends the mail again:
/// the same text from the outbox under the same Message-ID, never another password.
public final class MailDelivery implements EffectHandler {

  /// The kind of effect that this carries out.
  public static final String KIND = "mail";

  private final Outbox outbox;
  private final Optional<SmtpSender> sender;

  /// The handler of this Manager's mails.
  ///
  /// @param sender empty: no mail server is configured, mails are kept to be read
  public MailDelivery(Outbox outbox, Optional<SmtpSender> sender) {
    this.outbox = outbox;
    this.sender = sender;
  }

  @Override
  public Outcome carryOut(Effect effect) {
    return outbox
        .find(effect.payload())
        .filter(mail -> mail.state() == OutgoingMail.State.WAITING)
        .map(this::deliver)
        .orElseGet(Outcome.Done::new);
  }

  private Outcome deliver(OutgoingMail mail) {
    if (mail.text().isEmpty()) {
      return new Outcome.Done();
    }
    if (sender.isEmpty()) {
      outbox.kept(mail.id(), "");
      return new Outcome.Done();
    }
    return switch (sender.get().send(mail, mail.text().get())) {
      case SmtpAnswer.Taken _ -> {
        outbox.delivered(mail.id());
        yield new Outcome.Done();
      }
      case SmtpAnswer.NotNow(String error) -> {
        outbox.failed(mail.id(), error);
        yield new Outcome.Retry(error);
      }
      case SmtpAnswer.Never(String error) -> {
        outbox.kept(mail.id(), error);
        yield new Outcome.GiveUp(error);
      }
    };
  }
}
