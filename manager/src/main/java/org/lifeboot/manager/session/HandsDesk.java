package org.lifeboot.manager.session;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.lifeboot.manager.effect.Effects;
import org.lifeboot.manager.mail.MailDelivery;
import org.lifeboot.manager.mail.Outbox;
import org.lifeboot.manager.mail.OutgoingMail;
import org.lifeboot.manager.mail.TaskMail;
import org.lifeboot.manager.power.PowerAnswer;
import org.lifeboot.manager.server.MacAddress;
import org.lifeboot.manager.server.Netboot;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.server.ServerId;
import org.lifeboot.manager.store.Transaction;
import org.lifeboot.manager.store.Uuid7;

/// Asks technicians to do something to a server's power, and keeps what they were asked, always
/// inside one transaction of the caller's. A new task replaces the one before. Thread-safe.
///
/// @param web the public address of the pages
record HandsDesk(Outbox outbox, Effects effects, URI web) {

  private static final HandsTable TABLE = new HandsTable();

  /// @param sessionId empty when it is for no rescue session
  void ask(
      Transaction transaction,
      Server server,
      String sessionId,
      PowerAnswer.Asked asked,
      Instant now) {
    TABLE.close(transaction, server.id(), "withdrawn", "", now);
    HandsTask task =
        new HandsTask(
            Uuid7.at(now), sessionId, asked.what(), asked.to(), now, now.plus(asked.limit()));
    TABLE.insert(transaction, server.id(), task);
    TaskMail letter = letter(server, task);
    String about = sessionId.isEmpty() ? server.id().text() : sessionId;
    OutgoingMail mail =
        outbox.put(transaction, about, asked.to(), letter.subject(), letter.text(), now);
    effects.ask(transaction, MailDelivery.KIND, about, mail.id(), now);
  }

  private TaskMail letter(Server server, HandsTask task) {
    String page = web.toString().replaceAll("/+$", "") + "/servers/" + server.name();
    return new TaskMail(
        server.name(),
        server.macAddresses().stream().map(MacAddress::text).toList(),
        task.what(),
        server.netboot() != Netboot.DISK,
        task.until(),
        URI.create(page));
  }

  Optional<HandsTask> open(Transaction transaction, ServerId server, Instant now) {
    return TABLE.open(transaction, server, now);
  }

  void answered(Transaction transaction, ServerId server, boolean done, String by, Instant now) {
    TABLE.close(transaction, server, done ? "done" : "cannot", by, now);
  }

  void withdraw(Transaction transaction, ServerId server, Instant now) {
    TABLE.close(transaction, server, "withdrawn", "", now);
  }
}
