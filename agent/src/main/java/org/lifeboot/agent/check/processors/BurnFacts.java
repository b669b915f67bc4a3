package org.lifeboot.agent.check.processors;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.lifeboot.protocol.CheckReport.Fact;

/// What is known of the processors after a burn. What is not known is left out.
final class BurnFacts {

  /// A person reads no longer list; the curves tell the rest.
  private static final int MOST_CLOCKS = 64;

  private final List<Fact> facts = new ArrayList<>();

  private BurnFacts() {}

  static List<Fact> of(BurnReport burn) {
    var facts = new BurnFacts();
    facts.identity(burn.processors());
    burn.extremes()
        .hottest()
        .forEach(
            seen -> facts.add(seen.name(), "highest temperature", number(seen.celsius()), "°C"));
    facts.clocks("lowest clock", burn.extremes().slowest());
    facts.clocks("highest clock", burn.extremes().fastest());
    return List.copyOf(facts.facts);
  }

  private void identity(List<Processor> processors) {
    distinct(processors, Processor::model).forEach(model -> add("", "model", model, ""));
    count("sockets", distinct(processors, Processor::socket));
    count("cores", distinct(processors, cpu -> cpu.core().isEmpty() ? "" : core(cpu)));
    add("", "logical processors", String.valueOf(processors.size()), "");
    distinct(processors, Processor::microcode).forEach(code -> add("", "microcode", code, ""));
  }

  private static String core(Processor cpu) {
    return cpu.socket() + "/" + cpu.core();
  }

  private static List<String> distinct(
      List<Processor> processors, Function<Processor, String> property) {
    return processors.stream().map(property).filter(text -> !text.isEmpty()).distinct().toList();
  }

  private void count(String name, List<String> found) {
    if (!found.isEmpty()) {
      add("", name, String.valueOf(found.size()), "");
    }
  }

  private void clocks(String name, Map<Integer, Double> clocks) {
    clocks.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .limit(MOST_CLOCKS)
        .forEach(seen -> add(Processor.part(seen.getKey()), name, number(seen.getValue()), "MHz"));
  }

  private void add(String part, String name, String value, String unit) {
    facts.add(new Fact(part, name, value, unit));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.0f", value);
  }
}
