package org.lifeboot.lab.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {

  @TempDir Path folder;

  @Test
  void whatAProgramStartedEndsWithIt() {
    var child =
        Child.start(
            "a shell",
            List.of("sh", "-c", "sleep 600 & wait"),
            Map.of(),
            folder.resolve("shell.log"));
    var pid = child.pid();
    assertThat(Patience.untilTrue(Duration.ofSeconds(10), () -> childrenOf(pid) == 1)).isTrue();
    var sleep = ProcessHandle.of(pid).orElseThrow().children().findFirst().orElseThrow();

    child.close();

    assertThat(child.running()).isFalse();
    assertThat(Patience.untilTrue(Duration.ofSeconds(10), () -> !sleep.isAlive())).isTrue();
  }

  @Test
  void aProgramThatDoesNotEndInTimeIsNamed() {
    assertThatThrownBy(() -> Tool.run(Duration.ofMillis(200), List.of("sleep", "600")))
        .isInstanceOf(LabException.class)
        .hasMessage("sleep 600 has not ended after 0 s");
  }

  private static long childrenOf(long pid) {
    return ProcessHandle.of(pid).map(it -> it.children().count()).orElse(0L);
  }
}
