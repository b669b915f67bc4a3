package org.lifeboot.manager.web.page;

import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.server.MacAddress;
import org.lifeboot.manager.server.Stranger;
import org.lifeboot.manager.server.Strangers;
import org.lifeboot.manager.web.Form;
import org.lifeboot.manager.web.Login;

/// `/strangers`: machines that asked what to boot and that nobody registered.
public final class StrangerPages {

  private final Strangers strangers;
  private final Templates templates;
  private final Shells shells;

  public StrangerPages(Strangers strangers, Templates templates, Shells shells) {
    this.strangers = strangers;
    this.templates = templates;
    this.shells = shells;
  }

  public void show(Context context, Login login, Form form) {
    send(context, 200, login, Notices.of(context.queryParam("done")), "");
  }

  public void forget(Context context, Login login, Form form) {
    try {
      address(context.pathParam("mac")).ifPresent(mac -> strangers.forget(mac, login.who()));
      context.redirect("/strangers?done=forgotten");
    } catch (Problem problem) {
      send(context, problem.status(), login, "", problem.detail());
    }
  }

  private void send(Context context, int status, Login login, String notice, String problem) {
    var rows = strangers.newest().stream().map(StrangersView.Row::of).toList();
    var shell = shells.of("Machines nobody registered", Shell.Place.SERVERS, login);
    templates.send(context, status, "strangers", new StrangersView(shell, rows, notice, problem));
  }

  /// What the form for a new server begins with.
  static Map<String, String> values(Stranger stranger) {
    return Map.of(
        "name",
        stranger.suggestedName(),
        "macAddresses",
        stranger.cards().stream().map(MacAddress::text).collect(Collectors.joining(" ")));
  }

  static Optional<MacAddress> address(String text) {
    try {
      return Optional.of(new MacAddress(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
