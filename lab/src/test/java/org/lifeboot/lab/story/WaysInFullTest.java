package org.lifeboot.lab.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.lab.built.Built;
import org.lifeboot.lab.manager.Cli;
import org.lifeboot.lab.process.Patience;
import org.lifeboot.lab.process.Tool;

/// Into a rescued server without its port 22: `lifeboot ssh`, scp over it, and the page's terminal.
@Tag("full")
class WaysInFullTest {

  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final int FILE_BYTES = 5 << 20;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void sshFilesAndTheTerminalGoThroughTheManager() {
    RescuedServer.play(
        folder,
        List.of(),
        rescued -> {
          var cli =
              new Cli(
                  Built.cliClassPath(),
                  rescued.stage().plan().web(),
                  rescued.stage().api().token());
          aCommandRuns(rescued, cli);
          filesAreCopied(rescued, cli);
          theTerminalIsAShell(rescued);
        });
  }

  private static Tool.Outcome run(RescuedServer rescued, Cli cli, List<String> words) {
    var environment = new HashMap<>(cli.environment());
    environment.putAll(rescued.shell().ssh().typing(rescued.shell().letter().password()));
    return Tool.run(LIMIT, environment, words);
  }

  private static void aCommandRuns(RescuedServer rescued, Cli cli) {
    var words = new ArrayList<>(cli.start());
    words.addAll(List.of("ssh", "demo-1", "-q", "echo from $SSH_CONNECTION; id -un; exit 7"));

    var said = run(rescued, cli, words);

    assertThat(said.output()).containsPattern("from (127\\.0\\.0\\.1|::1) \\d+").contains("root");
    assertThat(said.exit()).isEqualTo(7);
  }

  private void filesAreCopied(RescuedServer rescued, Cli cli) {
    Path sent = folder.resolve("sent");
    Path back = folder.resolve("back");
    byte[] bytes = new byte[FILE_BYTES];
    new Random(5).nextBytes(bytes);
    try {
      Files.write(sent, bytes);
      copy(rescued, cli, sent.toString(), "root@demo-1:/root/sent");
      copy(rescued, cli, "root@demo-1:/root/sent", back.toString());
      assertThat(Files.mismatch(sent, back)).as("where what came back differs").isEqualTo(-1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void copy(RescuedServer rescued, Cli cli, String from, String to) throws IOException {
    var letter = rescued.shell().letter();
    Path known = folder.resolve("known_hosts.proxy");
    Files.write(known, letter.knownHosts());
    String alias = letter.knownHosts().getFirst().split("[ ,]", 2)[0];
    var said =
        run(
            rescued,
            cli,
            List.of(
                "scp",
                "-F",
                "none",
                "-o",
                "ProxyCommand=" + String.join(" ", cli.start()) + " ssh --proxy demo-1",
                "-o",
                "HostKeyAlias=" + alias,
                "-o",
                "StrictHostKeyChecking=yes",
                "-o",
                "UserKnownHostsFile=" + known,
                "-o",
                "PreferredAuthentications=password",
                from,
                to));
    assertThat(said.ok()).as(said.output()).isTrue();
  }

  private static void theTerminalIsAShell(RescuedServer rescued) {
    var page = new RescuePage(rescued.shell().letter().link());
    assertThat(page.logIn(rescued.shell().letter().password())).isPresent();
    var screen = new Screen();
    WebSocket keyboard = page.terminal("columns=120&rows=40", screen);

    Screen.type(keyboard, "stty size; tty; echo $((6*7))th\n");
    screen.awaits("40 120", "/dev/pts/", "42th");
    keyboard.sendText("{\"word\":\"resize\",\"columns\":80,\"rows\":24}", true).join();
    Screen.type(keyboard, "stty size\n");
    screen.awaits("24 80");
    Screen.type(keyboard, "seq 1000000000\n");
    screen.awaits("999\r");
    Screen.type(keyboard, "\u0003");
    Screen.type(keyboard, "echo st''ill here\n");
    screen.awaits("still here");
    Screen.type(keyboard, "sleep 4711\n");
    assertThat(Patience.untilTrue(LIMIT, () -> sleeps(rescued))).as("it sleeps").isTrue();
    keyboard.abort();

    assertThat(Patience.untilTrue(LIMIT, () -> !sleeps(rescued)))
        .as("who leaves ends what runs there")
        .isTrue();
    var told = rescued.stage().api().get("/sessions/" + rescued.checks().rescue().id());
    assertThat(told.toString()).contains("The web terminal was opened.");
  }

  private static boolean sleeps(RescuedServer rescued) {
    return rescued.shell().tried("pgrep -f '^sleep 4711'").ok();
  }
}
