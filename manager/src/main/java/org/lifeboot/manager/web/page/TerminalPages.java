package org.lifeboot.manager.web.page;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.lifeboot.manager.session.Session;
import org.lifeboot.manager.session.SessionState;
import org.lifeboot.manager.stream.Incoming;
import org.lifeboot.manager.stream.Streams;
import org.lifeboot.manager.web.Door;
import org.lifeboot.manager.web.Form;
import org.lifeboot.manager.web.Guest;
import org.lifeboot.manager.web.SecurityHeaders;
import org.lifeboot.manager.web.page.check.CheckBoard;
import org.lifeboot.manager.web.page.check.Tab;
import org.lifeboot.protocol.StreamOrder;

/// `/rescue/{session}/terminal`: the page; what is typed there goes another way.
public final class TerminalPages {

  private final CheckBoard board;
  private final Streams streams;
  private final Templates templates;
  private final Shells shells;
  private final SecureRandom random = new SecureRandom();

  public TerminalPages(CheckBoard board, Streams streams, Templates templates, Shells shells) {
    this.board = board;
    this.streams = streams;
    this.templates = templates;
    this.shells = shells;
  }

  public void show(Context context, Guest guest, Form form) {
    Session session = guest.session();
    byte[] nonce = new byte[16];
    random.nextBytes(nonce);
    String word = HexFormat.of().formatHex(nonce);
    SecurityHeaders.allowStyles(context, word);
    templates.send(
        context,
        200,
        "terminal",
        new TerminalPage(
            shells.bare("Terminal of " + session.serverName(), guest.csrf()),
            session.serverName(),
            "/rescue/" + Door.pathSafe(session.id().text()),
            board.bar(session, Tab.TERMINAL),
            session.state() instanceof SessionState.Active,
            word));
  }

  /// The rescue system's own log, as a file of text.
  public void log(Context context, Guest guest, Form form) {
    try (Incoming log = streams.open(guest.session().id(), new StreamOrder.RescueLog())) {
      context.disableCompression();
      context
          .status(200)
          .contentType("text/plain; charset=utf-8")
          .header("Content-Disposition", "attachment; filename=\"rescue-system.log\"");
      log.bytes().transferTo(context.res().getOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException("sending a rescue system's log", e);
    }
  }
}
