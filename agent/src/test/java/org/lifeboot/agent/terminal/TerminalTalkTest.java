package org.lifeboot.agent.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lifeboot.agent.stream.Opened;
import org.lifeboot.agent.stream.TwoWay;
import org.lifeboot.protocol.StreamOrder;
import org.lifeboot.protocol.StreamWord;

/// A real shell in a real terminal.
@Timeout(60)
class TerminalTalkTest {

  /// A line whose Manager is the test.
  private static final class Line implements TwoWay {

    private final PipedOutputStream typed = new PipedOutputStream();
    private final PipedInputStream in;
    private final StringBuilder shown = new StringBuilder();
    private final CompletableFuture<Consumer<StreamWord>> listener = new CompletableFuture<>();

    Line() throws IOException {
      in = new PipedInputStream(typed, 1 << 16);
    }

    @Override
    public InputStream in() {
      return in;
    }

    @Override
    public OutputStream out() {
      return new OutputStream() {
        @Override
        public void write(int octet) {
          write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
          synchronized (shown) {
            shown.append(new String(bytes, offset, length, StandardCharsets.UTF_8));
          }
        }
      };
    }

    @Override
    public void onWord(Consumer<StreamWord> to) {
      listener.complete(to);
    }

    void type(String text) throws IOException {
      typed.write(text.getBytes(StandardCharsets.UTF_8));
      typed.flush();
    }

    void awaitShown(String text) throws InterruptedException {
      for (int i = 0; i < 400 && !shown().contains(text); i++) {
        Thread.sleep(50);
      }
      assertThat(shown()).contains(text);
    }

    String shown() {
      synchronized (shown) {
        return shown.toString();
      }
    }
  }

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private Line line;
  private Opened.Talk talk;
  private Future<String> end;

  @BeforeEach
  void open() throws Exception {
    line = new Line();
    talk = ((Opened.Talks) TerminalTalk.open(new StreamOrder.Terminal(101, 31))).talk();
    end = threads.submit(() -> talk.with(line));
  }

  @AfterEach
  void close() {
    talk.close();
    threads.shutdownNow();
  }

  @Test
  void whatIsTypedIsRunByALoginShellInATerminalOfItsSize() throws Exception {
    line.type("echo six=$((2*3)) $0 $TERM; tty; stty size; shopt -q login_shell && echo log''in\n");

    line.awaitShown("six=6");
    line.awaitShown("xterm-256color");
    line.awaitShown("/dev/pts/");
    line.awaitShown("31 101");
    line.awaitShown("login");
  }

  @Test
  void aNewSizeIsToldToWhatRunsInIt() throws Exception {
    line.type("trap 'stty size' WINCH; echo rea''dy\n");
    line.awaitShown("ready");

    line.listener.get(10, TimeUnit.SECONDS).accept(new StreamWord.Resize(132, 50));

    line.type("\n");
    line.awaitShown("50 132");
  }

  @Test
  void theEndOfTheShellIsToldWithItsCode() throws Exception {
    line.type("exit 3\n");

    assertThat(end.get(20, TimeUnit.SECONDS)).isEqualTo("The shell has ended with exit code 3.");
  }

  @Test
  void controlCIsForTheProgramAndNotForTheAgent() throws Exception {
    line.type("sleep 617; echo code=$?\n");
    for (int i = 0; i < 200 && sleeping() == 0; i++) {
      Thread.sleep(50);
    }
    Thread.sleep(200);
    line.type("\u0003");
    line.type("echo still he''re\n");

    line.awaitShown("still here");
    assertThat(end.isDone()).isFalse();
  }

  @Test
  void whoeverLosesTheConnectionLeavesNoProcessBehind() throws Exception {
    line.type("sleep 617 & echo sleep''ing; sleep 618\n");
    line.awaitShown("sleeping");
    for (int i = 0; i < 200 && sleeping() < 2; i++) {
      Thread.sleep(50);
    }
    assertThat(sleeping()).isEqualTo(2);

    end.cancel(true);
    talk.close();

    for (int i = 0; i < 100 && sleeping() > 0; i++) {
      Thread.sleep(50);
    }
    assertThat(sleeping()).isZero();
  }

  private static long sleeping() {
    return ProcessHandle.allProcesses()
        .map(process -> String.join(" ", process.info().arguments().orElse(new String[0])))
        .filter(arguments -> arguments.equals("617") || arguments.equals("618"))
        .count();
  }
}
