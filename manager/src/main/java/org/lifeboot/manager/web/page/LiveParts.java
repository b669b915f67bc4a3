package org.lifeboot.manager.web.page;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.manager.web.EventStream;

/// Sends a page's parts again when they have changed. Belongs to one stream.
final class LiveParts implements EventStream.Source {

  /// What the page shows now.
  ///
  /// @param parts template name to record
  /// @param last nothing will change any more
  /// @param session whose news may change it
  record Look(Map<String, Object> parts, boolean last, Optional<SessionId> session) {

    /// A page that no session's news concern.
    static Look lasting(Map<String, Object> parts) {
      return new Look(parts, false, Optional.empty());
    }
  }

  private final Templates templates;
  private final Supplier<Optional<Look>> looks;
  private final BooleanSupplier allowed;
  private final Map<String, String> sent = new HashMap<>();

  /// Until it is known which session the page shows, news of any may be its own.
  private volatile Predicate<SessionId> followed = _ -> true;

  /// A source.
  ///
  /// @param looks empty when there is nothing to look at any more
  LiveParts(Templates templates, Supplier<Optional<Look>> looks, BooleanSupplier allowed) {
    this.templates = templates;
    this.looks = looks;
    this.allowed = allowed;
  }

  @Override
  public boolean look(EventStream.Sink sink) {
    Optional<Look> look = looks.get();
    Optional<SessionId> shown = look.flatMap(Look::session);
    followed = session -> shown.equals(Optional.of(session));
    look.ifPresent(
        now ->
            now.parts()
                .forEach((name, view) -> send(sink, name, templates.html(template(name), view))));
    return look.isPresent() && !look.get().last();
  }

  /// `part/now` for `now`, `part/check/tabs` for `checkTabs`.
  private static String template(String name) {
    return name.equals("checkTabs") ? "part/check/tabs" : "part/" + name;
  }

  private void send(EventStream.Sink sink, String name, String html) {
    if (html.equals(sent.put(name, html))) {
      return;
    }
    sink.send(name, "", html.isBlank() ? "<!-- nothing -->" : html);
  }

  @Override
  public boolean concerns(SessionId session) {
    return followed.test(session);
  }

  @Override
  public boolean allowed() {
    return allowed.getAsBoolean();
  }
}
