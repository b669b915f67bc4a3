package org.lifeboot.manager.web.page.check;

import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.web.page.Shell;
import org.lifeboot.manager.web.page.Tone;

/// What will be written on a server's disk, for the person who says yes or no.
///
/// @param back the tab it came from
/// @param action where the yes goes
/// @param part which drive, which partition: names and values
/// @param warnings what to think of first
/// @param preview where one can look at what it would leave, where one can
/// @param problem why the last try was refused, or empty
/// @param refusal why nothing can be ordered now, or empty: then there is no form
public record RepairPage(
    Shell shell,
    String server,
    String back,
    String action,
    String title,
    List<Row> part,
    List<Warning> warnings,
    List<Section> sections,
    Optional<Preview> preview,
    Yes yes,
    String problem,
    String refusal) {
  public RepairPage {
    part = List.copyOf(part);
    warnings = List.copyOf(warnings);
    sections = List.copyOf(sections);
  }

  /// A look at what would be left, before the yes.
  ///
  /// @param action where the wish goes
  /// @param check that made the plan
  public record Preview(String action, String check) {}

  /// One thing that is known of the part.
  public record Row(String name, String value) {}

  /// Something to think of first.
  public record Warning(Tone tone, String title, String text) {}

  /// One answer to one question.
  ///
  /// @param texts paragraphs
  /// @param commands as they would be typed
  /// @param more findings that are not shown
  public record Section(
      String title,
      List<String> texts,
      List<String> commands,
      List<CardView.FindingView> findings,
      int more) {
    public Section {
      texts = List.copyOf(texts);
      commands = List.copyOf(commands);
      findings = List.copyOf(findings);
    }

    static Section of(String title, List<String> texts, List<String> commands) {
      return new Section(title, texts, commands, List.of(), 0);
    }
  }

  /// How a person says yes: by typing the device's name.
  ///
  /// @param device as it is shown, and to be typed
  /// @param plan the plan's fingerprint, sent along; or empty
  /// @param typed what was typed before
  public record Yes(String device, String plan, String button, String typed) {

    /// Whether this is the name.
    boolean said(String words) {
      return words.equals(device) || ("/dev/" + words).equals(device);
    }

    Yes after(String words) {
      return new Yes(device, plan, button, words);
    }
  }

  RepairPage refused(String why, String typed) {
    return new RepairPage(
        shell,
        server,
        back,
        action,
        title,
        part,
        warnings,
        sections,
        preview,
        yes.after(typed),
        why,
        refusal);
  }
}
