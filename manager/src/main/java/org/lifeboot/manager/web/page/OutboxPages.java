package org.lifeboot.manager.web.page;

import io.javalin.http.Context;
import org.lifeboot.manager.mail.Outbox;
import org.lifeboot.manager.web.Form;
import org.lifeboot.manager.web.Login;

/// `/outbox`: the mails of the Manager.
public final class OutboxPages {

  private final Outbox outbox;
  private final boolean smtp;
  private final Templates templates;
  private final Shells shells;

  public OutboxPages(Outbox outbox, boolean smtp, Templates templates, Shells shells) {
    this.outbox = outbox;
    this.smtp = smtp;
    this.templates = templates;
    this.shells = shells;
  }

  public void show(Context context, Login login, Form form) {
    templates.send(
        context,
        200,
        "outbox",
        new OutboxView(
            shells.of("Outbox", Shell.Place.OUTBOX, login),
            smtp,
            outbox.list().stream().map(OutboxView.MailView::of).toList()));
  }
}
