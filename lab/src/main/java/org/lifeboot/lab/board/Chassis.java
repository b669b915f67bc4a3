package org.lifeboot.lab.board;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/// What ipmi_sim's chassis does: `get power boot` is answered by a line for each, `set power 1` is
/// done in its turn. ipmi_sim answers nobody while it waits for its program, and a machine takes a
/// while to be switched, so an order is answered at once. Thread-safe.
final class Chassis implements AutoCloseable {

  /// ipmi_sim's words for the boot choice (IPMI 2.0, table 28-14) and those of Redfish.
  private static final Map<String, String> BOOT =
      Map.of("none", "None", "pxe", "Pxe", "default", "Hdd", "cdrom", "Cd", "bios", "None");

  private final BoardState state;
  private final Machine machine;
  private final AtomicInteger pending = new AtomicInteger();
  private final ExecutorService switching = Executors.newSingleThreadExecutor();
  private volatile boolean wanted;

  Chassis(BoardState state, Machine machine) {
    this.state = state;
    this.machine = machine;
    this.wanted = machine.on();
  }

  String answer(String line) {
    Iterator<String> words = Arrays.asList(line.strip().split(" +")).iterator();
    String verb = words.next();
    var answers = new StringBuilder();
    while (words.hasNext()) {
      String name = words.next();
      switch (verb) {
        case "get" -> answers.append(name).append(':').append(told(name)).append('\n');
        case "set" -> order(name, words.hasNext() ? words.next() : "");
        default -> {
          // "check": every value is taken.
        }
      }
    }
    return answers.toString();
  }

  private String told(String name) {
    return switch (name) {
      case "power" -> on() ? "1" : "0";
      case "boot" -> words().getOrDefault(state.override(), "none");
      default -> "0";
    };
  }

  private static Map<String, String> words() {
    return BOOT.entrySet().stream()
        .filter(entry -> !entry.getKey().equals("bios"))
        .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
  }

  /// While it is being switched, as it will be.
  private boolean on() {
    return pending.get() > 0 ? wanted : machine.on();
  }

  private void order(String name, String value) {
    switch (name) {
      case "boot" -> state.choose(BOOT.getOrDefault(value, "None"));
      case "power" -> reset(value.equals("1") ? "On" : "ForceOff", value.equals("1"));
      case "reset" -> reset("ForceRestart", true);
      case "shutdown" -> reset("GracefulShutdown", on());
      default -> {
        // "identify": it has no lamp.
      }
    }
  }

  private void reset(String type, boolean on) {
    wanted = on;
    pending.incrementAndGet();
    switching.execute(
        () -> {
          try {
            state.reset(type);
          } finally {
            pending.decrementAndGet();
          }
        });
  }

  @Override
  public void close() {
    switching.close();
  }
}
