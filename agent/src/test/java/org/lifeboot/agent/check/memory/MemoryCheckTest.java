package org.lifeboot.agent.check.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.agent.check.CheckWatch;
import org.lifeboot.agent.linux.LowPriority;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.Recording;
import org.lifeboot.agent.tool.Tools;
import org.lifeboot.protocol.AgentEvent.Point;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.CheckOrder.Level;
import org.lifeboot.protocol.CheckReport;
import org.lifeboot.protocol.CheckReport.Fact;
import org.lifeboot.protocol.CheckReport.Finding;
import org.lifeboot.protocol.Verdict;

@Timeout(60)
class MemoryCheckTest {

  @TempDir Path root;

  private final List<String> steps = new ArrayList<>();

  @BeforeEach
  void aMachineOfOneGibibyte() throws IOException {
    Files.createDirectories(root.resolve("proc"));
    Files.createDirectories(root.resolve("dev"));
    Files.createFile(root.resolve("dev/kmsg"));
    Files.writeString(
        root.resolve("proc/meminfo"), "MemTotal: 983040 kB\nMemAvailable: 512000 kB\n");
  }

  /// A kernel that says what is written to it, and one test program that answers.
  private final class Machine implements Tools {
    private final Outcome answer;

    Machine(Outcome answer) {
      this.answer = answer;
    }

    @Override
    public Outcome run(Command command) {
      return run(command, _ -> {});
    }

    @Override
    public Outcome run(Command command, Consumer<String> onLine) {
      if (command.program().equals("dmesg")) {
        return follow(onLine);
      }
      if (command.program().equals("dmidecode")) {
        return new Outcome.Exited(1, "", "No SMBIOS nor DMI entry point found, sorry.");
      }
      if (answer instanceof Outcome.Exited(_, String stdout, _)) {
        stdout.lines().forEach(onLine);
      }
      return answer;
    }

    private Outcome follow(Consumer<String> onLine) {
      String told = "";
      var never = new CountDownLatch(1);
      try {
        while (!never.await(10, TimeUnit.MILLISECONDS)) {
          String now = Files.readString(root.resolve("dev/kmsg"));
          if (!now.equals(told) && now.endsWith("\n")) {
            told = now;
            now.lines().forEach(line -> onLine.accept("[    1.000000] " + line));
          }
        }
      } catch (InterruptedException | IOException _) {
        return new Outcome.Stopped();
      }
      return new Outcome.Stopped();
    }
  }

  private final class Listener implements CheckWatch {
    @Override
    public void step(String part, String step) {
      steps.add(step);
    }

    @Override
    public void progress(double fraction, Optional<Duration> left) {}

    @Override
    public void measured(String series, String unit, List<Point> points) {}

    @Override
    public void evidence(String name, String text) {}
  }

  private CheckReport checked(Level level, Outcome answer) throws InterruptedException {
    return new MemoryCheck(
            new CheckOrder.Memory(level), new Machine(answer), new LowPriority(false), root)
        .run(new Listener());
  }

  @Test
  void memoryThatHeldWhatWasWrittenPassesAndTellsHowMuchOfItWasTested()
      throws InterruptedException {
    CheckReport report =
        checked(Level.QUICK, Recording.exited(0, "stressapptest/1.0.6-passed.txt"));

    assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(report.reason())
        .isEqualTo("352 MiB, 37 % of all memory, held what was written to them (stressapptest).");
    assertThat(report.facts()).contains(new Fact("", "memory tested", "369098752", "bytes"));
  }

  @Test
  void aMiscompareFailsAndTellsTheAddress() throws InterruptedException {
    CheckReport report =
        checked(Level.QUICK, Recording.exited(1, "stressapptest/1.0.6-miscompare.txt"));

    assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(report.reason()).startsWith("Memory at virtual address 0x7f");
  }

  @Test
  void aTestThatWasKilledOrIsMissingSaysNothing() throws InterruptedException {
    assertThat(checked(Level.QUICK, new Outcome.Exited(137, "", "")).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(checked(Level.THOROUGH, new Outcome.NotFound("memtester")).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(
            checked(Level.QUICK, Recording.exited(1, "stressapptest/1.0.6-no-memory.txt"))
                .verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void theThoroughTestTellsItsSteps() throws InterruptedException {
    CheckReport report = checked(Level.THOROUGH, Recording.exited(0, "memtester/4.6-passed.txt"));

    assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(steps).anyMatch(step -> step.endsWith("Bit Flip (this step takes long)"));
  }

  @Test
  void aStuckBitFailsTheThoroughTest() throws InterruptedException {
    CheckReport report =
        checked(Level.THOROUGH, Recording.exited(6, "memtester/4.6-stuck-bit.txt"));

    assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(report.findings())
        .extracting(Finding::text)
        .first()
        .asString()
        .contains("at offset 0x0000000000011128");
  }

  @Test
  void withoutTheKernelsMessagesNothingPasses() throws IOException, InterruptedException {
    Files.delete(root.resolve("dev/kmsg"));

    assertThat(
            checked(Level.QUICK, Recording.exited(0, "stressapptest/1.0.6-passed.txt")).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void tooLittleMemoryIsNotTested() throws IOException, InterruptedException {
    Files.writeString(root.resolve("proc/meminfo"), "MemTotal: 983040 kB\nMemAvailable: 9000 kB\n");

    assertThat(checked(Level.QUICK, new Outcome.Exited(0, "", "")).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
  }
}
