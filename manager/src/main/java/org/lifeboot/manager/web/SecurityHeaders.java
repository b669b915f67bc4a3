package org.lifeboot.manager.web;

import io.javalin.http.Context;

/// Headers of every answer: scripts and styles from here alone, in nobody's frame, and no address
/// of a page told to others.
public final class SecurityHeaders {

  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
          + " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

  private SecurityHeaders() {}

  /// Style elements with this nonce too: xterm.js makes some.
  public static void allowStyles(Context context, String nonce) {
    context.header(
        "Content-Security-Policy",
        CONTENT_SECURITY_POLICY.replace(
            "style-src 'self'", "style-src 'self' 'nonce-" + nonce + "'"));
  }

  static void set(Context context) {
    context
        .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("X-Frame-Options", "DENY")
        .header("Referrer-Policy", "no-referrer")
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .header("Cache-Control", "no-store");
  }
}
