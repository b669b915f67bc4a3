package org.lifeboot.manager.mail;

/// What the mail server said. Errors quote it: hostile text, one line, without the mail's text.
public sealed interface SmtpAnswer {

  /// It has taken the mail, and answers for it from now on.
  record Taken() implements SmtpAnswer {}

  /// Not this time: not reachable, busy, or set up in a way that an operator can put right.
  record NotNow(String error) implements SmtpAnswer {}

  /// This mail, or its recipient, will never be accepted.
  record Never(String error) implements SmtpAnswer {}
}
