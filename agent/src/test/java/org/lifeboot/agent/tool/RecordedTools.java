package org.lifeboot.agent.tool;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/// Tools that answer from recordings and remember what was asked. A program without a recording
/// exits with 0 and says nothing.
public final class RecordedTools implements Tools {

  private final Map<String, Outcome> answers = new ConcurrentHashMap<>();
  private final List<Command> asked = new CopyOnWriteArrayList<>();
  private volatile Duration each = Duration.ZERO;

  /// Answers every command line that begins so.
  ///
  /// @param words the beginning of the command line
  public RecordedTools answering(String words, Outcome outcome) {
    answers.put(words, outcome);
    return this;
  }

  /// Lets every program take its time; who is interrupted meanwhile gets no answer, as with real
  /// ones.
  public void taking(Duration time) {
    each = time;
  }

  @Override
  public Outcome run(Command command) {
    LockSupport.parkNanos(each.toNanos());
    if (each.isPositive() && Thread.currentThread().isInterrupted()) {
      return new Outcome.Stopped();
    }
    asked.add(command);
    return answers.entrySet().stream()
        .filter(answer -> command.toString().startsWith(answer.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(new Outcome.Exited(0, "", ""));
  }

  public List<Command> asked() {
    return List.copyOf(asked);
  }

  public List<String> askedInWords() {
    return asked.stream().map(Command::toString).toList();
  }
}
