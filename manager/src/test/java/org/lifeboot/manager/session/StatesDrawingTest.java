package org.lifeboot.manager.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// docs/states.md is made from the rules: each kind of state is given each kind of event, early and
/// late. To write it anew, run the test with `LIFEBOOT_WRITE=1` in the environment.
final class StatesDrawingTest {

  private final SessionRules rules = new SessionRules(SessionLimits.USUAL);

  @Test
  void theDrawingOfTheStatesIsTheOneInTheDocs() throws IOException {
    Path file = repository().resolve("docs/states.md");
    String drawn = page();
    if (System.getenv("LIFEBOOT_WRITE") != null) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, drawn);
    }

    assertThat(Files.readString(file))
        .as("docs/states.md is stale; write it anew with LIFEBOOT_WRITE=1")
        .isEqualTo(drawn);
  }

  private static Path repository() {
    Path here = Path.of("").toAbsolutePath();
    return Files.isDirectory(here.resolve("protocol")) ? here : here.resolve("..").normalize();
  }

  private String page() {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # The states of a rescue session

        Made from the code by `StatesDrawingTest`, which fails when this page is stale.
        The rules stand in the package `org.lifeboot.manager.session`, in `SessionRules`.

        ```mermaid
        stateDiagram-v2
            [*] --> requested: rescue chosen
        """);
    edges()
        .forEach(
            (edge, events) ->
                page.append("    ")
                    .append(edge)
                    .append(": ")
                    .append(String.join(", ", events))
                    .append('\n'));
    for (String over : List.of("ended", "failed", "expired")) {
      page.append("    ").append(over).append(" --> [*]\n");
    }
    page.append("```\n\n| state | what may happen in it without leaving it |\n|---|---|\n");
    stays()
        .forEach(
            (state, events) ->
                page.append("| ")
                    .append(state)
                    .append(" | ")
                    .append(String.join(", ", events))
                    .append(" |\n"));
    return page.toString();
  }

  private Map<String, Set<String>> edges() {
    Map<String, Set<String>> edges = new TreeMap<>();
    for (Seen seen : all()) {
      if (!seen.from.text().equals(seen.step.state().text())) {
        edges
            .computeIfAbsent(
                seen.from.text() + " --> " + seen.step.state().text(), _ -> new TreeSet<>())
            .add(words(seen.event));
      }
    }
    return edges;
  }

  /// Events that are accepted, do something, and leave the state as it is.
  private Map<String, Set<String>> stays() {
    Map<String, Set<String>> stays = new TreeMap<>();
    for (Seen seen : all()) {
      boolean does = !seen.step.timeline().isEmpty() || !seen.step.effects().isEmpty();
      if (seen.from.text().equals(seen.step.state().text())
          && does
          && seen.step.refusal().isEmpty()
          && !(seen.event instanceof SessionEvent.Noted)) {
        stays.computeIfAbsent(seen.from.text(), _ -> new TreeSet<>()).add(words(seen.event));
      }
    }
    return stays;
  }

  private List<Seen> all() {
    return Samples.STATES.stream()
        .flatMap(state -> Samples.EVENTS.stream().flatMap(event -> seen(state, event).stream()))
        .toList();
  }

  private List<Seen> seen(SessionState state, SessionEvent event) {
    return List.of(Samples.NOW, Samples.LATER).stream()
        .map(now -> new Seen(state, event, step(state, event, now)))
        .toList();
  }

  private Step step(SessionState state, SessionEvent event, Instant now) {
    return rules.step(state, event, now);
  }

  private static String words(SessionEvent event) {
    return event
        .getClass()
        .getSimpleName()
        .replaceAll("(?<!^)([A-Z])", " $1")
        .toLowerCase(Locale.ROOT);
  }

  private record Seen(SessionState from, SessionEvent event, Step step) {}
}
