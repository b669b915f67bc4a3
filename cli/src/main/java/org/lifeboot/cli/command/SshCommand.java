package org.lifeboot.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.lifeboot.cli.api.Manager;
import org.lifeboot.cli.api.Session;
import org.lifeboot.cli.failure.Problem;
import org.lifeboot.cli.failure.Refused;
import org.lifeboot.cli.login.Credential;
import org.lifeboot.cli.terminal.SshProgram;
import org.lifeboot.cli.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "ssh",
    description = {
      "Log in to a server in rescue by SSH, through the Manager: its port 22 need not be reachable.",
      "The server must show a host key that its rescue system has told the Manager."
    },
    footer = {
      "Examples:",
      "  lifeboot ssh web-1",
      "  lifeboot ssh web-1 -i ~/.ssh/id_ed25519 'lsblk -f'",
      "  scp -o ProxyCommand='lifeboot ssh --proxy %%n' root@web-1:/root/report.txt ."
    })
final class SshCommand implements Callable<Integer> {

  private final Surroundings around;

  @Option(
      names = "--proxy",
      description = "Carry the bytes of one SSH connection: for ProxyCommand of ssh_config(5).")
  private boolean proxy;

  @Parameters(
      index = "0",
      paramLabel = "SERVER|ID",
      description = "A server, for its live session; or the id of a session.")
  private String serverOrId = "";

  @Parameters(
      index = "1..*",
      paramLabel = "ARGS",
      description = "What ssh(1) takes after the host: options, a command.")
  private List<String> rest = List.of();

  SshCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Manager manager = Credential.open(around);
    Session session = SessionLookup.find(manager, serverOrId).value();
    if (proxy) {
      manager.ssh(session, around.in(), around.out());
      return 0;
    }
    Session.Credentials credentials = session.credentials().orElseThrow(() -> notInRescue(session));
    SshProgram.Keys keys = SshProgram.Keys.of("lifeboot-" + session.id(), credentials.knownHosts());
    try {
      return SshProgram.run(
          SshProgram.command(SshProgram.self(), serverOrId, keys, List.copyOf(rest)));
    } finally {
      keys.forget();
    }
  }

  private static Refused notInRescue(Session session) {
    String message = "server " + session.serverName() + " is not in rescue now";
    return new Refused(message, "no-session", Problem.of("no-session", message));
  }
}
