package org.lifeboot.manager.web.page;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.lifeboot.manager.web.EventStream;

/// Sends a page's parts again when they have changed. Belongs to one stream.
final class LiveParts implements EventStream.Source {

  /// What the page shows now.
  ///
  /// @param parts template name to record
  /// @param last nothing will change any more
  record Look(Map<String, Object> parts, boolean last) {}

  private final Templates templates;
  private final Supplier<Optional<Look>> looks;
  private final BooleanSupplier allowed;
  private final Map<String, String> sent = new HashMap<>();

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
  public boolean allowed() {
    return allowed.getAsBoolean();
  }
}
