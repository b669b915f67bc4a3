package org.lifeboot.manager.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/// Hands one mail to the mail server. The same mail sent again is the same message, byte for byte
/// but for what the server adds: its Message-ID and its date are those of the outbox. Thread-safe.
public final class SmtpSender {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final SmtpSettings settings;
  private final Session session;

  public SmtpSender(SmtpSettings settings) {
    this(settings, Optional.empty(), LIMIT);
  }

  /// @param trust decides whom to trust in place of the JDK's own list of authorities
  SmtpSender(SmtpSettings settings, Optional<SSLSocketFactory> trust, Duration limit) {
    this.settings = settings;
    this.session = Session.getInstance(properties(settings, trust, limit));
  }

  /// Blocks until the server has answered or a time limit has passed.
  ///
  /// @param text of the mail, which the outbox holds only until it is delivered
  public SmtpAnswer send(OutgoingMail mail, String text) {
    try (var transport = session.getTransport()) {
      var message = message(mail, text);
      connect(transport);
      transport.sendMessage(message, message.getAllRecipients());
      return new SmtpAnswer.Taken();
    } catch (MessagingException e) {
      return answer(e);
    }
  }

  private void connect(Transport transport) throws MessagingException {
    if (settings.login().isEmpty()) {
      transport.connect();
      return;
    }
    var login = settings.login().get();
    transport.connect(login.user(), login.password());
  }

  private MimeMessage message(OutgoingMail mail, String text) throws MessagingException {
    var message = new NamedMessage(session, "<" + mail.id() + "@" + domain() + ">");
    message.setFrom(new InternetAddress(settings.from()));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.to(), true));
    message.setSubject(mail.subject(), "UTF-8");
    message.setSentDate(Date.from(mail.createdAt()));
    // RFC 3834: no out-of-office notes in return.
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setText(text, "UTF-8");
    message.setHeader("Content-Transfer-Encoding", "quoted-printable");
    message.saveChanges();
    return message;
  }

  private String domain() {
    return settings.from().substring(settings.from().indexOf('@') + 1);
  }

  /// Only what the server says for good about this recipient or this mail is for good. A refused
  /// log-in or sender is a matter of configuration: the mail waits for it to be put right.
  private static SmtpAnswer answer(MessagingException failure) {
    for (Exception e = failure;
        e instanceof MessagingException cause;
        e = cause.getNextException()) {
      var code =
          switch (cause) {
            case SMTPAddressFailedException refused -> refused.getReturnCode();
            case SMTPSendFailedException refused when !isOfSender(refused) ->
                refused.getReturnCode();
            default -> 0;
          };
      if (code >= 500) {
        return new SmtpAnswer.Never(error(cause));
      }
    }
    return new SmtpAnswer.NotNow(error(failure));
  }

  private static boolean isOfSender(SMTPSendFailedException refused) {
    return refused.getCommand().toUpperCase(Locale.ROOT).startsWith("MAIL");
  }

  /// The innermost message: what was on the wire, and not that something went wrong.
  private static String error(MessagingException failure) {
    Throwable inner = failure;
    while (inner instanceof MessagingException cause && cause.getNextException() != null) {
      inner = cause.getNextException();
    }
    return RescueMail.oneLine(
        inner instanceof MessagingException
            ? String.valueOf(inner.getMessage())
            : inner.toString());
  }

  private static Properties properties(
      SmtpSettings settings, Optional<SSLSocketFactory> trust, Duration limit) {
    var milliseconds = String.valueOf(limit.toMillis());
    var properties = new Properties();
    properties.setProperty("mail.transport.protocol", "smtp");
    properties.setProperty("mail.smtp.host", settings.host());
    properties.setProperty("mail.smtp.port", String.valueOf(settings.port()));
    properties.setProperty("mail.smtp.connectiontimeout", milliseconds);
    properties.setProperty("mail.smtp.timeout", milliseconds);
    properties.setProperty("mail.smtp.writetimeout", milliseconds);
    properties.setProperty("mail.smtp.auth", String.valueOf(settings.login().isPresent()));
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    var security = settings.security();
    properties.setProperty("mail.smtp.ssl.enable", is(security, SmtpSettings.Security.TLS));
    properties.setProperty(
        "mail.smtp.starttls.enable", is(security, SmtpSettings.Security.STARTTLS));
    properties.setProperty(
        "mail.smtp.starttls.required", is(security, SmtpSettings.Security.STARTTLS));
    trust.ifPresent(factory -> properties.put("mail.smtp.ssl.socketFactory", factory));
    return properties;
  }

  private static String is(SmtpSettings.Security security, SmtpSettings.Security wanted) {
    return String.valueOf(security == wanted);
  }

  /// Keeps the Message-ID that it was given.
  private static final class NamedMessage extends MimeMessage {
    private final String id;

    NamedMessage(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
