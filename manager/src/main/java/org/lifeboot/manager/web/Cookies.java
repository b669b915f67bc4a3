package org.lifeboot.manager.web;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/// The cookies of the pages: out of reach of scripts, never sent along from other sites.
///
/// @param secure only over https, which browsers then keep to
public record Cookies(boolean secure) {

  private static final String LOGIN = "lifeboot";
  private static final String RESCUE = "lifeboot-rescue";
  private static final String FORM = "lifeboot-form";
  private static final int UNTIL_BROWSER_ENDS = -1;
  private static final SecureRandom RANDOM = new SecureRandom();

  Optional<String> login(Context context) {
    return Optional.ofNullable(context.cookie(LOGIN));
  }

  /// The key of a rescue page's log-in.
  public Optional<String> rescue(Context context) {
    return Optional.ofNullable(context.cookie(RESCUE));
  }

  /// Remembers a log-in.
  public void setLogin(Context context, String value) {
    set(context, LOGIN, value, "/", UNTIL_BROWSER_ENDS);
  }

  /// Forgets a log-in.
  public void removeLogin(Context context) {
    set(context, LOGIN, "", "/", 0);
  }

  /// Remembers a log-in to one rescue page.
  public void setRescue(Context context, String value, String path) {
    set(context, RESCUE, value, path, UNTIL_BROWSER_ENDS);
  }

  /// Forgets a log-in to one rescue page.
  public void removeRescue(Context context, String path) {
    set(context, RESCUE, "", path, 0);
  }

  /// Ties a log-in form to the browser it was shown in, before anybody is known.
  ///
  /// @return what the form must bring back
  public String formKey(Context context) {
    String present = context.cookie(FORM);
    if (present != null && present.matches("[0-9a-f]{32}")) {
      return present;
    }
    byte[] random = new byte[16];
    RANDOM.nextBytes(random);
    String key = HexFormat.of().formatHex(random);
    set(context, FORM, key, "/", UNTIL_BROWSER_ENDS);
    return key;
  }

  /// Whether a form brought back what [#formKey] put in.
  public boolean formKeyMatches(Context context, String given) {
    String present = context.cookie(FORM);
    return present != null && !present.isEmpty() && present.equals(given);
  }

  private void set(Context context, String name, String value, String path, int maxAgeSeconds) {
    context.cookie(
        new Cookie(name, value, path, maxAgeSeconds, secure, true, null, SameSite.STRICT));
  }
}
