package org.lifeboot.manager.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.manager.effect.Effect;
import org.lifeboot.manager.effect.EffectHandler;
import org.lifeboot.manager.effect.EffectHandler.Outcome;
import org.lifeboot.manager.mail.OutgoingMail.State;
import org.lifeboot.manager.mail.SmtpSettings.Security;
import org.lifeboot.manager.store.Database;
import org.lifeboot.manager.store.StoreSettings;

/// On a real store, against real SMTP conversations.
@Timeout(60)
class MailDeliveryTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  @TempDir Path folder;
  private Database database;
  private Outbox outbox;

  @BeforeEach
  void open() {
    database = Database.open(new StoreSettings.Sqlite(folder));
    outbox = new Outbox(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aDeliveredMailsTextIsForgotten() throws Exception {
    var server = started(0);
    try {
      var mail = put("Password: kWq7");

      assertThat(deliver(mail, server.getSmtp().getPort())).isEqualTo(new Outcome.Done());

      assertThat(server.getReceivedMessages()[0].getContent().toString()).contains("kWq7");
      assertThat(found(mail).state()).isEqualTo(State.DELIVERED);
      assertThat(found(mail).text()).isEmpty();
    } finally {
      server.stop();
    }
  }

  @Test
  void aManagerKilledBetweenSendingAndMarkingSendsTheSameMessageAgain() throws Exception {
    var server = started(0);
    try {
      var mail = put("Password: kWq7");
      var port = server.getSmtp().getPort();

      sender(port).send(mail, "Password: kWq7");
      deliver(mail, port);

      var received = server.getReceivedMessages();
      assertThat(received).hasSize(2);
      assertThat(received[0].getMessageID()).isEqualTo(received[1].getMessageID());
      assertThat(received[0].getContent()).isEqualTo(received[1].getContent());
    } finally {
      server.stop();
    }
  }

  @Test
  void aDeliveredMailIsNotSentAgain() throws Exception {
    var server = started(0);
    try {
      var mail = put("hello");

      deliver(mail, server.getSmtp().getPort());
      deliver(mail, server.getSmtp().getPort());

      assertThat(server.getReceivedMessages()).hasSize(1);
    } finally {
      server.stop();
    }
  }

  @Test
  void aMailServerThatIsDownIsTriedAgainAndTheMailKeepsItsText() throws Exception {
    var server = started(0);
    var port = server.getSmtp().getPort();
    server.stop();
    var mail = put("hello");

    assertThat(deliver(mail, port)).isInstanceOf(Outcome.Retry.class);
    assertThat(found(mail).state()).isEqualTo(State.WAITING);
    assertThat(found(mail).attempts()).isEqualTo(1);
    assertThat(found(mail).lastError().orElseThrow()).contains("Connection refused");
    var again = started(port);
    try {
      assertThat(deliver(mail, port)).isEqualTo(new Outcome.Done());
      assertThat(again.getReceivedMessages()).hasSize(1);
    } finally {
      again.stop();
    }
  }

  @Test
  void aRefusedRecipientsMailIsKeptToBeReadWithTheReason() throws Exception {
    try (var server = ScriptedMailServer.saying("RCPT", "550 no such mailbox here")) {
      var mail = put("hello");

      assertThat(deliver(mail, server.port())).isInstanceOf(Outcome.GiveUp.class);

      assertThat(found(mail).state()).isEqualTo(State.KEPT);
      assertThat(found(mail).text()).contains("hello");
      assertThat(found(mail).lastError().orElseThrow()).contains("550 no such mailbox here");
    }
  }

  @Test
  void withoutAMailServerTheMailIsKept() {
    var mail = put("hello");

    var outcome = new MailDelivery(outbox, Optional.empty()).carryOut(effect(mail));

    assertThat(outcome).isEqualTo(new Outcome.Done());
    assertThat(found(mail).state()).isEqualTo(State.KEPT);
  }

  @Test
  void theMailOfAnEndedSessionIsNotSent() throws Exception {
    var server = started(0);
    try {
      var mail = put("Password: kWq7");
      database.change("scrub", transaction -> outbox.scrub(transaction, "session-1"));

      assertThat(deliver(mail, server.getSmtp().getPort())).isEqualTo(new Outcome.Done());
      assertThat(server.getReceivedMessages()).isEmpty();
    } finally {
      server.stop();
    }
  }

  private OutgoingMail put(String text) {
    return database.write(
        "put a mail",
        transaction ->
            outbox.put(transaction, "session-1", "owner@example.org", "subject", text, NOW));
  }

  private OutgoingMail found(OutgoingMail mail) {
    return outbox.find(mail.id()).orElseThrow();
  }

  private Outcome deliver(OutgoingMail mail, int port) {
    EffectHandler delivery = new MailDelivery(outbox, Optional.of(sender(port)));
    return delivery.carryOut(effect(mail));
  }

  private static Effect effect(OutgoingMail mail) {
    return new Effect("effect-1", MailDelivery.KIND, mail.id(), 1);
  }

  private static SmtpSender sender(int port) {
    var settings =
        new SmtpSettings(
            "127.0.0.1", port, Security.NONE, Optional.empty(), "lifeboot@manager.example");
    return new SmtpSender(settings, Optional.empty(), Duration.ofSeconds(5));
  }

  private static GreenMail started(int port) {
    var setup = new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
    setup.setServerStartupTimeout(20_000);
    var server = new GreenMail(setup);
    server.start();
    return server;
  }
}
