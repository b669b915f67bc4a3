package org.lifeboot.manager.mail;

import java.util.Locale;
import java.util.Optional;

/// The mail server, as configured by `mail.smtp.…` and `mail.from`.
///
/// @param login none for a server that asks for none
/// @param from the sender's address
public record SmtpSettings(
    String host, int port, Security security, Optional<Login> login, String from) {
  public SmtpSettings {
    if (host.isBlank()) {
      throw new IllegalArgumentException("mail.smtp.host is empty");
    }
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("mail.smtp.port is not a port: " + port);
    }
    if (!from.matches("[^@\\s<>]+@[^@\\s<>]+")) {
      throw new IllegalArgumentException(
          "mail.from must be an e-mail address when mail.smtp.host is set, not '" + from + "'");
    }
  }

  /// How the connection is protected.
  public enum Security {
    NONE,
    /// Begins in the clear and must change to TLS, or nothing is sent.
    STARTTLS,
    TLS;

    public static Security named(String text) {
      for (var security : values()) {
        if (security.name().toLowerCase(Locale.ROOT).equals(text)) {
          return security;
        }
      }
      throw new IllegalArgumentException(
          "mail.smtp.security must be none, starttls or tls, not '" + text + "'");
    }
  }

  /// User and password.
  public record Login(String user, String password) {
    @Override
    public String toString() {
      return "Login[" + user + "]";
    }
  }
}
