package org.lifeboot.agent.hardware;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.lifeboot.protocol.CheckReport.Finding;
import org.lifeboot.protocol.Verdict;

/// Hardware events in an owner's words: one finding for each part and kind, with the kernel's words
/// on the first of them.
public final class EventFindings {

  private EventFindings() {}

  /// All of them.
  ///
  /// @param before events of this boot before the check: a hint, whatever they are
  /// @param during events of the check
  public static List<Finding> of(List<HardwareEvent> before, List<HardwareEvent> during) {
    var findings = new ArrayList<Finding>();
    grouped(during).forEach(events -> findings.add(finding(events, "during the check")));
    grouped(before).stream()
        .map(events -> finding(events, "before the check"))
        .map(was -> new Finding(was.part(), Verdict.WARNING, was.text(), was.advice()))
        .forEach(findings::add);
    return findings;
  }

  /// When the kernel's messages could not be heard.
  public static Finding unheard() {
    return new Finding(
        "",
        Verdict.INCONCLUSIVE,
        "The kernel's messages could not be followed: whether there were machine checks is not"
            + " known.",
        "Run this check as root in the rescue system.");
  }

  private static List<List<HardwareEvent>> grouped(List<HardwareEvent> events) {
    Function<HardwareEvent, String> partAndKind = event -> event.kind() + part(event);
    return List.copyOf(
        events.stream()
            .collect(Collectors.groupingBy(partAndKind, LinkedHashMap::new, Collectors.toList()))
            .values());
  }

  private static Finding finding(List<HardwareEvent> events, String when) {
    HardwareEvent first = events.getFirst();
    String told = " " + when + " (" + times(events.size()) + "): " + first.text() + ".";
    return switch (first.kind()) {
      case CORRECTED ->
          new Finding(
              part(first),
              Verdict.WARNING,
              "The hardware corrected an error" + told,
              "Errors that are corrected often come before those that are not: watch this server.");
      case UNCORRECTED ->
          new Finding(
              part(first),
              Verdict.FAILED,
              "The hardware reported an error that it could not correct" + told,
              "Have processor, memory and board looked at; trust this server with no data.");
      case THROTTLED ->
          new Finding(
              part(first),
              Verdict.WARNING,
              "The processor was slowed down because it was too hot" + told,
              "Have fans, heat sink and the room's air looked at, then check again.");
      case BAD_PAGE ->
          new Finding(
              part(first),
              Verdict.FAILED,
              "The kernel gave up a page of memory for good" + told,
              "Have the memory modules replaced; run the thorough memory check or memtest.");
    };
  }

  private static String times(int count) {
    return count == 1 ? "once" : count + " times";
  }

  private static String part(HardwareEvent event) {
    OptionalInt cpu = event.cpu();
    if (!event.place().isEmpty()) {
      return event.place();
    }
    return cpu.isPresent() ? "CPU " + cpu.getAsInt() : "";
  }
}
