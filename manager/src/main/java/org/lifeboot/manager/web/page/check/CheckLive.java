package org.lifeboot.manager.web.page.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.lifeboot.manager.check.Check;
import org.lifeboot.manager.check.CheckDetails;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.manager.web.EventStream;
import org.lifeboot.manager.web.page.Templates;

/// Sends a tab's cards again, one by one, when they have changed; all of them when there are others
/// than before. Belongs to one stream.
final class CheckLive implements EventStream.Source {

  /// What is listened to.
  record Place(SessionId session, Tab tab, String csrf) {}

  private record Known(long version, CheckDetails details) {}

  private final CheckBoard board;
  private final Templates templates;
  private final Place place;
  private final BooleanSupplier allowed;
  private final Map<String, String> sent = new HashMap<>();
  private final Map<String, Known> over = new HashMap<>();
  private String cards;

  /// A source.
  ///
  /// @param cards [CardView.Deck#key] of the page that listens
  CheckLive(
      CheckBoard board, Templates templates, Place place, String cards, BooleanSupplier allowed) {
    this.board = board;
    this.templates = templates;
    this.place = place;
    this.cards = cards;
    this.allowed = allowed;
  }

  @Override
  public boolean look(EventStream.Sink sink) {
    Optional<Look> look = board.look(place.session());
    look.ifPresent(now -> send(sink, now));
    return look.isPresent() && look.get().session().live();
  }

  private void send(EventStream.Sink sink, Look look) {
    String path = CheckBoard.path(place.session());
    part(
        sink, "checkTabs", "part/check/tabs", TabView.Bar.of(look, path, Optional.of(place.tab())));
    if (place.tab().kind().isEmpty()) {
      Cards all = new Cards(look, this::details, path, place.csrf());
      var report = ReportView.of(look, all, List.of());
      part(sink, "checkOverview", "part/check/overview", report);
      var controller = board.controller(look.session(), place.csrf());
      part(sink, "checkController", "part/check/controller", controller);
      deck(sink, report.deck(), "part/check/reportCards");
      return;
    }
    part(sink, "checkHead", "part/check/head", CheckPage.Head.of(look));
    var cardsOfTab = new Cards(look, this::details, path, place.csrf()).of(place.tab());
    deck(sink, new CardView.Deck(cardsOfTab), "part/check/cards");
  }

  private void deck(EventStream.Sink sink, CardView.Deck deck, String template) {
    if (!deck.key().equals(cards)) {
      cards = deck.key();
      deck.cards().forEach(card -> sent.put(card.id(), html(card)));
      String html = templates.html(template, deck);
      sink.send("checkCards", "", html.isBlank() ? "<!-- nothing -->" : html);
      return;
    }
    deck.cards().forEach(card -> part(sink, card.id(), "part/check/card", card));
  }

  private String html(CardView card) {
    return templates.html("part/check/card", card);
  }

  private void part(EventStream.Sink sink, String event, String template, Object view) {
    String html = templates.html(template, view);
    if (!html.equals(sent.put(event, html))) {
      sink.send(event, "", html.isBlank() ? "<!-- nothing -->" : html);
    }
  }

  /// What is told of a check that is over changes no more, unless the check comes back to life.
  private CheckDetails details(Check check) {
    if (!check.state().over()) {
      return board.details(check);
    }
    Known known = over.get(check.id().text());
    if (known == null || known.version() != check.version()) {
      known = new Known(check.version(), board.details(check));
      over.put(check.id().text(), known);
    }
    return known.details();
  }

  @Override
  public boolean concerns(SessionId session) {
    return session.equals(place.session());
  }

  @Override
  public boolean allowed() {
    return allowed.getAsBoolean();
  }
}
