package org.lifeboot.agent.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.lifeboot.agent.linux.PseudoTerminal;
import org.lifeboot.agent.stream.Opened;
import org.lifeboot.agent.stream.TwoWay;
import org.lifeboot.agent.tool.LoginShell;
import org.lifeboot.protocol.StreamAnswer;
import org.lifeboot.protocol.StreamOrder;
import org.lifeboot.protocol.StreamWord;

/// One login shell, for as long as somebody is connected to it.
public final class TerminalTalk implements Opened.Talk {

  private static final int BUFFER_BYTES = 16 << 10;

  private final PseudoTerminal terminal;
  private final LoginShell shell;
  private Optional<Thread> typing = Optional.empty();

  private TerminalTalk(PseudoTerminal terminal, LoginShell shell) {
    this.terminal = terminal;
    this.shell = shell;
  }

  /// Starts a shell.
  public static Opened open(StreamOrder.Terminal order) throws IOException {
    PseudoTerminal terminal = PseudoTerminal.open();
    try {
      terminal.resize(order.columns(), order.rows());
      var talk = new TerminalTalk(terminal, LoginShell.in(terminal.path()));
      return new Opened.Talks(StreamAnswer.Ready.bytes(), talk);
    } catch (IOException e) {
      terminal.close();
      throw e;
    }
  }

  @Override
  public String with(TwoWay line) throws IOException, InterruptedException {
    line.onWord(this::heard);
    typing = Optional.of(Thread.ofPlatform().daemon().name("to the shell").start(() -> type(line)));
    var shown = new byte[BUFFER_BYTES];
    while (!Thread.interrupted()) {
      boolean alive = shell.runs();
      int count = terminal.read(shown);
      if (count < 0 || (count == 0 && !alive)) {
        return shell.end();
      }
      line.out().write(shown, 0, count);
    }
    throw new InterruptedException();
  }

  private void heard(StreamWord word) {
    switch (word) {
      case StreamWord.Resize(int columns, int rows) -> {
        try {
          terminal.resize(columns, rows);
        } catch (IOException e) {
          throw new UncheckedIOException("resizing a terminal", e);
        }
      }
      case StreamWord.Over _ -> throw new IllegalArgumentException("the Manager ends by closing");
    }
  }

  private void type(TwoWay line) {
    var typed = new byte[BUFFER_BYTES];
    try {
      for (int count = line.in().read(typed); count >= 0; count = line.in().read(typed)) {
        terminal.write(typed, 0, count);
      }
    } catch (IOException _) {
      // either end has gone: the other direction tells
    }
  }

  /// Hangs up, which ends the shell and what runs in it.
  @Override
  public void close() {
    terminal.close();
    shell.close();
    try {
      if (typing.isPresent()) {
        typing.get().join();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
