package org.lifeboot.agent.check.filesystem;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.ProcessTools;
import org.lifeboot.agent.tool.Tools;

/// The machine's own tools, but for some that answer as a test wants, and one at which whoever runs
/// it is cancelled.
final class InsteadOf implements Tools {

  private final Tools real = new ProcessTools();
  private final Map<String, Outcome> answers = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private String cancelling = "-";

  /// Answers every command line that begins so.
  InsteadOf answering(String words, Outcome outcome) {
    answers.put(words, outcome);
    return this;
  }

  InsteadOf cancellingAt(String words) {
    cancelling = words;
    return this;
  }

  List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public Outcome run(Command command) {
    return run(command, _ -> {});
  }

  @Override
  public Outcome run(Command command, Consumer<String> onLine) {
    String words = command.toString();
    asked.add(words);
    if (words.startsWith(cancelling)) {
      Thread.currentThread().interrupt();
    }
    return answers.entrySet().stream()
        .filter(answer -> words.startsWith(answer.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .map(outcome -> ((Tools) _ -> outcome).run(command, onLine))
        .orElseGet(() -> real.run(command, onLine));
  }
}
