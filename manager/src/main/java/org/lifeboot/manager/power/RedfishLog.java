package org.lifeboot.manager.power;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.lifeboot.manager.power.PowerHealth.Entry;

/// The event log of a Redfish system. For one thread.
///
/// What boards taught: entries come within their list, or as references only, or within `Items`
/// (iLO 4); all at once, or in pages; the oldest first, or the newest. A manager's logs beside the
/// one of the machine tell of the manager: of logins, and of what we did ourselves.
final class RedfishLog {

  private static final String SEL = "sel";

  /// Dell calls it Sel, HPE IML, Lenovo PlatformLog, OpenBMC EventLog, Supermicro Log1, Fujitsu
  /// SystemEventLog.
  private static final List<String> NAMES =
      List.of(SEL, "iml", "eventlog", "systemeventlog", "log1", "log", "platformlog", "activelog");

  private static final Comparator<Entry> NEWEST_FIRST = Comparator.comparing(Entry::at).reversed();

  private static final int MOST_LOGS = 4;
  private static final int MOST_PAGES = 40;
  private static final int MOST_ENTRIES = PowerHealth.Told.MOST_ENTRIES;

  private final Function<String, Optional<RedfishDocument>> find;

  /// @param find a document that may be missing; later always, when the time is over
  RedfishLog(Function<String, Optional<RedfishDocument>> find) {
    this.find = find;
  }

  /// The newest first, whichever way the service sorts.
  List<Entry> of(RedfishDocument system) {
    List<String> own = logs(system.link("LogServices"));
    return (own.isEmpty() ? ofManagers(system) : own.stream())
        .distinct()
        .limit(MOST_LOGS)
        .flatMap(service -> find.apply(service).stream())
        .flatMap(service -> entries(service.link("Entries")).stream())
        .sorted(NEWEST_FIRST)
        .limit(MOST_ENTRIES)
        .toList();
  }

  private Stream<String> ofManagers(RedfishDocument system) {
    return system.links().objects("ManagedBy").stream()
        .flatMap(manager -> find.apply(manager.id()).stream())
        .map(manager -> logs(manager.link("LogServices")))
        .flatMap(logs -> logs.stream().anyMatch(RedfishLog::isSel) ? sel(logs) : logs.stream());
  }

  private static Stream<String> sel(List<String> logs) {
    return logs.stream().filter(RedfishLog::isSel);
  }

  private List<String> logs(String services) {
    return find.apply(services).map(found -> found.objects("Members")).orElse(List.of()).stream()
        .map(RedfishDocument::id)
        .filter(service -> NAMES.contains(name(service)))
        .toList();
  }

  private static boolean isSel(String service) {
    return name(service).equals(SEL);
  }

  private static String name(String path) {
    return path.replaceFirst("/+$", "").replaceFirst(".*/", "").toLowerCase(Locale.ROOT);
  }

  /// All pages, up to the newest entries if a service sorts these first.
  private List<Entry> entries(String first) {
    List<Entry> newest = new ArrayList<>();
    List<String> references = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    String next = first;
    while (!next.isEmpty() && seen.size() < MOST_PAGES && seen.add(next)) {
      Optional<RedfishDocument> page = find.apply(next);
      List<Entry> told = page.map(RedfishLog::told).orElse(List.of());
      if (told.isEmpty()) {
        page.ifPresent(one -> references.addAll(references(one)));
      }
      newest.addAll(told);
      keepNewest(newest);
      boolean enough = newest.size() == MOST_ENTRIES && sortedNewestFirst(told);
      next = enough ? "" : page.map(one -> following(first, one)).orElse("");
    }
    newest.addAll(fetched(references));
    return newest;
  }

  private static List<Entry> told(RedfishDocument page) {
    return Stream.of("Members", "Items")
        .flatMap(list -> page.objects(list).stream())
        .map(RedfishLog::entry)
        .filter(entry -> !entry.text().isEmpty())
        .toList();
  }

  private static List<String> references(RedfishDocument page) {
    return page.objects("Members").stream().map(RedfishDocument::id).toList();
  }

  private static void keepNewest(List<Entry> entries) {
    entries.sort(NEWEST_FIRST);
    if (entries.size() > MOST_ENTRIES) {
      entries.subList(MOST_ENTRIES, entries.size()).clear();
    }
  }

  private static boolean sortedNewestFirst(List<Entry> page) {
    return !page.isEmpty() && page.getFirst().at().compareTo(page.getLast().at()) > 0;
  }

  private static String following(String first, RedfishDocument page) {
    String link = page.text("Members@odata.nextLink");
    String number = page.links().object("NextPage").plain("page");
    return number.isEmpty() ? link : first.replaceFirst("\\?.*", "") + "?page=" + number;
  }

  /// The newest have the highest numbers.
  private List<Entry> fetched(List<String> references) {
    return references.stream()
        .sorted(Comparator.comparingLong(RedfishLog::number).reversed())
        .limit(MOST_ENTRIES)
        .flatMap(path -> find.apply(path).stream())
        .map(RedfishLog::entry)
        .filter(entry -> !entry.text().isEmpty())
        .toList();
  }

  private static long number(String path) {
    String digits = name(path).replaceFirst(".*?(\\d{0,18})$", "$1");
    return digits.isEmpty() ? 0 : Long.parseLong(digits);
  }

  private static Entry entry(RedfishDocument one) {
    String message = one.text("Message").strip();
    return new Entry(
        one.plain("Id"),
        one.text("Created").strip(),
        one.text("Severity").strip(),
        message.isEmpty() ? one.text("MessageId").strip() : message);
  }
}
