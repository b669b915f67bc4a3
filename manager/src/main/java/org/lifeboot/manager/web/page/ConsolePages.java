package org.lifeboot.manager.web.page;

import io.javalin.http.Context;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.lifeboot.manager.power.PowerDrivers;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.server.Servers;
import org.lifeboot.manager.web.Form;
import org.lifeboot.manager.web.Login;
import org.lifeboot.manager.web.SecurityHeaders;

/// `/servers/{server}/console`: the serial console's page; what is typed there goes another way.
public final class ConsolePages {

  private final Servers servers;
  private final Templates templates;
  private final Shells shells;
  private final SecureRandom random = new SecureRandom();

  public ConsolePages(Servers servers, Templates templates, Shells shells) {
    this.servers = servers;
    this.templates = templates;
    this.shells = shells;
  }

  public void show(Context context, Login login, Form form) {
    Server server = servers.get(context.pathParam("server"));
    byte[] nonce = new byte[16];
    random.nextBytes(nonce);
    String word = HexFormat.of().formatHex(nonce);
    SecurityHeaders.allowStyles(context, word);
    templates.send(
        context,
        200,
        "console",
        new ConsolePage(
            shells.of("Serial console of " + server.name(), Shell.Place.SERVERS, login),
            server.name(),
            PowerDrivers.settings(server.power()).offersConsole(),
            "yes".equals(context.queryParam("take")),
            word));
  }
}
