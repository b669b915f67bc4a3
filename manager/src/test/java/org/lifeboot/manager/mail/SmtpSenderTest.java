package org.lifeboot.manager.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lifeboot.manager.mail.SmtpSettings.Login;
import org.lifeboot.manager.mail.SmtpSettings.Security;
import org.lifeboot.manager.process.Programs;

@Timeout(60)
class SmtpSenderTest {

  private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");
  private static final String TEXT =
      RescueMailTest.mail("demo-1", Optional.of("kWq7-Zürich-mPx4"), 0).text();

  @TempDir static Path folder;
  private static TestCertificate certificate;

  @BeforeAll
  static void makeCertificate() throws Exception {
    certificate = TestCertificate.in(folder);
    certificate.useInGreenMail();
  }

  @Test
  void theMailArrivesAsItWasWrittenUnderItsOwnMessageId() throws Exception {
    var server = started(ServerSetup.PROTOCOL_SMTP);
    try {
      var answer =
          sender(server, Security.NONE, Optional.empty(), Optional.empty()).send(mail(), TEXT);

      assertThat(answer).isEqualTo(new SmtpAnswer.Taken());
      var received = server.getReceivedMessages()[0];
      assertThat(text(received)).isEqualTo(TEXT);
      assertThat(received.getHeader("Message-ID")).containsExactly("<mail-1@manager.example>");
      assertThat(received.getHeader("Auto-Submitted")).containsExactly("auto-generated");
      assertThat(received.getSubject()).isEqualTo("demo-1 is in rescue mode");
      assertThat(received.getSentDate()).isEqualTo(AT);
    } finally {
      server.stop();
    }
  }

  @Test
  void theSameMailSentTwiceIsTheSameMessage() throws Exception {
    var server = started(ServerSetup.PROTOCOL_SMTP);
    try {
      sender(server, Security.NONE, Optional.empty(), Optional.empty()).send(mail(), TEXT);
      sender(server, Security.NONE, Optional.empty(), Optional.empty()).send(mail(), TEXT);

      var received = server.getReceivedMessages();
      assertThat(received).hasSize(2);
      assertThat(received[0].getMessageID()).isEqualTo(received[1].getMessageID());
      assertThat(text(received[0])).isEqualTo(text(received[1]));
    } finally {
      server.stop();
    }
  }

  @Test
  void overTlsTheRightLogInIsTakenAndAWrongOneWaitsForTheOperator() throws Exception {
    var trust = Optional.of(certificate.trusted());
    var server = started(ServerSetup.PROTOCOL_SMTPS);
    server.setUser("lifeboot@manager.example", "lifeboot", "right");
    try {
      var right = sender(server, Security.TLS, Optional.of(new Login("lifeboot", "right")), trust);
      var wrong = sender(server, Security.TLS, Optional.of(new Login("lifeboot", "wrong")), trust);

      assertThat(right.send(mail(), TEXT)).isEqualTo(new SmtpAnswer.Taken());
      assertThat(((SmtpAnswer.NotNow) wrong.send(mail(), TEXT)).error()).contains("535");
      assertThat(server.getReceivedMessages()).hasSize(1);
    } finally {
      server.stop();
    }
  }

  @Test
  void aCertificateThatIsNotTrustedGetsNoMail() throws Exception {
    var server = started(ServerSetup.PROTOCOL_SMTPS);
    try {
      var answer =
          sender(server, Security.TLS, Optional.empty(), Optional.empty()).send(mail(), TEXT);

      assertThat(((SmtpAnswer.NotNow) answer).error()).contains("certification path");
    } finally {
      server.stop();
    }
  }

  @Test
  void aRealServerTakesTheMailByStarttls() throws Exception {
    var port = freePort();
    var box = folder.resolve("box");
    var command =
        List.of(
            "aiosmtpd",
            "-n",
            "-l",
            "localhost:" + port,
            "-c",
            "aiosmtpd.handlers.Mailbox",
            "--tlscert",
            certificate.certificate().toString(),
            "--tlskey",
            certificate.key().toString(),
            "--debug",
            box.toString());
    var listening = new CountDownLatch(1);

    try (var server =
        Programs.start(
            command,
            line -> {
              if (line.contains("Server is listening")) {
                listening.countDown();
              }
            })) {
      assertThat(listening.await(20, TimeUnit.SECONDS)).isTrue();
      var settings =
          new SmtpSettings(
              "localhost", port, Security.STARTTLS, Optional.empty(), "lifeboot@manager.example");
      var sender =
          new SmtpSender(settings, Optional.of(certificate.trusted()), Duration.ofSeconds(10));

      assertThat(sender.send(mail(), TEXT)).isEqualTo(new SmtpAnswer.Taken());
      assertThat(server.running()).isTrue();
    }

    try (var files = Files.list(box.resolve("new"));
        var stream = Files.newInputStream(files.findFirst().orElseThrow())) {
      assertThat(text(new MimeMessage(null, stream))).isEqualTo(TEXT);
    }
  }

  @Test
  void aServerWithoutStarttlsGetsNothingInTheClear() throws Exception {
    var server = started(ServerSetup.PROTOCOL_SMTP);
    try {
      var answer =
          sender(server, Security.STARTTLS, Optional.empty(), Optional.empty()).send(mail(), TEXT);

      assertThat(((SmtpAnswer.NotNow) answer).error()).contains("STARTTLS is required");
      assertThat(server.getReceivedMessages()).isEmpty();
    } finally {
      server.stop();
    }
  }

  @ParameterizedTest(name = "{0} answered by {1} is {2}")
  @CsvSource({
    "RCPT,550 no such mailbox,Never",
    "RCPT,450 greylisted,NotNow",
    "MAIL,550 sender not allowed,NotNow",
    "DATA,554 no valid recipients,Never",
    ".,554 looks like spam,Never",
    ".,451 try later,NotNow",
    "EHLO,gone,NotNow",
    ".,gone,NotNow",
    ".,mute,NotNow"
  })
  void whatTheServerSaysDecidesWhetherToTryAgain(String command, String says, String expected)
      throws Exception {
    try (var server = ScriptedMailServer.saying(command, says)) {
      var answer =
          new SmtpSender(
                  settings(server.port(), Security.NONE), Optional.empty(), Duration.ofSeconds(1))
              .send(mail(), TEXT);

      assertThat(answer.getClass().getSimpleName()).isEqualTo(expected);
      assertThat(answer.toString()).doesNotContain("kWq7");
    }
  }

  @Test
  void whileTheServerIsDownTheMailWaitsAndOnceItIsUpItIsTaken() throws Exception {
    var port = freePort();
    var sender = new SmtpSender(settings(port, Security.NONE));

    var down = sender.send(mail(), TEXT);
    var server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    try {
      assertThat(((SmtpAnswer.NotNow) down).error()).contains("Connection refused");
      assertThat(sender.send(mail(), TEXT)).isEqualTo(new SmtpAnswer.Taken());
    } finally {
      server.stop();
    }
  }

  private static OutgoingMail mail() {
    return new OutgoingMail(
        "mail-1",
        "session-1",
        "owner@example.org",
        "demo-1 is in rescue mode",
        Optional.of(TEXT),
        OutgoingMail.State.WAITING,
        0,
        Optional.empty(),
        AT);
  }

  private static SmtpSettings settings(int port, Security security) {
    return new SmtpSettings(
        "127.0.0.1", port, security, Optional.empty(), "lifeboot@manager.example");
  }

  private static SmtpSender sender(
      GreenMail server,
      Security security,
      Optional<Login> login,
      Optional<SSLSocketFactory> trust) {
    var setup = security == Security.TLS ? server.getSmtps() : server.getSmtp();
    var settings =
        new SmtpSettings("localhost", setup.getPort(), security, login, "lifeboot@manager.example");
    return new SmtpSender(settings, trust, Duration.ofSeconds(10));
  }

  private static GreenMail started(String protocol) {
    var setup = new ServerSetup(0, "127.0.0.1", protocol);
    setup.setServerStartupTimeout(20_000);
    var server = new GreenMail(setup);
    server.start();
    return server;
  }

  private static String text(MimeMessage message) throws Exception {
    return ((String) message.getContent()).replace("\r\n", "\n").stripTrailing() + "\n";
  }

  private static int freePort() throws Exception {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
