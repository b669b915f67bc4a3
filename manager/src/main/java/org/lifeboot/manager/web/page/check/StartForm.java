package org.lifeboot.manager.web.page.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lifeboot.manager.web.page.Sizes;
import org.lifeboot.manager.web.page.Visible;

/// A form that starts checks. It posts to `/rescue/{session}/checks`.
///
/// @param id in front of the ids of its fields
/// @param hidden what is fixed
/// @param choices what a person may choose
/// @param main the button that most people came for
public record StartForm(
    String id,
    String action,
    String csrf,
    Map<String, String> hidden,
    List<Choice> choices,
    String button,
    boolean main) {
  public StartForm {
    hidden = Map.copyOf(hidden);
    choices = List.copyOf(choices);
  }

  /// Hidden fields in a fixed order, so that the same form is the same text.
  public Map<String, String> fields() {
    return new TreeMap<>(hidden);
  }

  /// A list to choose from.
  public record Choice(String name, String label, List<Option> options) {
    public Choice {
      options = List.copyOf(options);
    }
  }

  /// The first is chosen.
  public record Option(String value, String words) {}

  /// The forms of one tab.
  ///
  /// @param path of the session's pages
  record Maker(Look look, String path, String csrf) {

    /// `Start all tests`, coming back to the tab it was pressed on.
    StartForm all(Tab tab) {
      return form("all", Map.of("check", "all", "back", tab.path()), List.of(), "Start all tests");
    }

    /// What a tab can start, with its options.
    StartForm of(Tab tab) {
      return switch (tab) {
        case SMART ->
            kind(
                "smart",
                List.of(
                    targets("Drive", "smart", "All drives"),
                    new Choice(
                        "selfTest",
                        "Self-test of the drive",
                        List.of(
                            new Option("short", "short: some minutes"),
                            new Option("long", "long: hours, reads everything"),
                            new Option("none", "none: only its report")))),
                "Check drives");
        case PROCESSORS ->
            kind(
                "processors",
                List.of(
                    new Choice(
                        "minutes",
                        "How long",
                        List.of(
                            new Option("1", "1 minute"),
                            new Option("10", "10 minutes"),
                            new Option("30", "30 minutes")))),
                "Burn processors");
        case SURFACE ->
            kind("surface", List.of(targets("What to read", "surface", "All drives")), "Scan");
        case FILESYSTEM ->
            kind(
                "filesystem",
                List.of(targets("File system", "filesystem", "All file systems")),
                "Check file systems");
        case MEMORY ->
            kind(
                "memory",
                List.of(
                    new Choice(
                        "level",
                        "How thorough",
                        List.of(
                            new Option("quick", "quick: some minutes"),
                            new Option("thorough", "thorough: hours, all patterns")))),
                "Test memory");
        case RAID, OVERVIEW, EXPLORE, TERMINAL, REPORT -> kind("raid", List.of(), "Check RAID");
      };
    }

    private StartForm kind(String check, List<Choice> choices, String button) {
      return form("start-" + check, Map.of("check", check), choices, button);
    }

    private StartForm form(
        String id, Map<String, String> hidden, List<Choice> choices, String button) {
      boolean main = hidden.containsKey("back");
      return new StartForm(id, path + "/checks", csrf, hidden, choices, button, main);
    }

    private Choice targets(String label, String check, String all) {
      List<Option> options = new ArrayList<>();
      options.add(new Option(StartOrders.ALL, all));
      PartName.of(look.inventory()).entrySet().stream()
          .filter(part -> possible(check, part.getKey()))
          .map(part -> new Option(part.getKey(), words(part.getKey(), part.getValue())))
          .forEach(options::add);
      return new Choice("target", label, options);
    }

    private boolean possible(String check, String target) {
      return nameable(target)
          && (check.equals("surface")
              || look.all().stream()
                  .anyMatch(
                      order -> order.kind().word().equals(check) && order.target().equals(target)));
    }

    /// A device whose name cannot be shown as it is cannot be chosen, either: "all" finds it.
    static boolean nameable(String target) {
      return Visible.text(target).equals(target);
    }

    private static String words(String device, PartName name) {
      String shown = Visible.text(device);
      String rest = name.name().startsWith(shown) ? name.name() : shown + ", " + name.name();
      return rest.length() > 80 ? rest.substring(0, 80) + "…" : rest;
    }

    /// The button of one part's own card.
    StartForm again(String id, String check, String target, boolean first) {
      return form(
          id + "-start",
          Map.of("check", check, "target", target, "selfTest", "offered"),
          List.of(),
          first ? "Start" : "Start again");
    }

    /// Goes on with a surface scan.
    StartForm goOn(String id, String target, long fromBytes) {
      return form(
          id + "-go-on",
          Map.of("check", "surface", "target", target, "from", Long.toString(fromBytes)),
          List.of(),
          "Go on from " + Sizes.drive(fromBytes));
    }
  }
}
