package org.lifeboot.cli.command;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.lifeboot.cli.api.Answer;
import org.lifeboot.cli.api.Server;
import org.lifeboot.cli.api.ServerPatch;
import org.lifeboot.cli.failure.WrongUse;
import org.lifeboot.cli.login.Credential;
import org.lifeboot.cli.terminal.Surroundings;
import org.lifeboot.cli.text.Harmless;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "change",
    description = {
      "Change what is registered of a server. For operators.",
      "",
      "What is not named stays as it is; --mac and --power replace what was there."
    },
    footer = {
      "Examples:",
      "  lifeboot server change web-1 --power command --power-hard '/usr/local/bin/pdu cycle 7'",
      "  lifeboot server change web-1 --owner bob@example.org --ssh ''"
    })
final class ServerChangeCommand implements Callable<Integer> {

  private final Surroundings around;

  @Parameters(paramLabel = "SERVER", description = "Name or id of the server.")
  private String server = "";

  @Option(names = "--name", paramLabel = "NAME", description = "A new name.")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--mac",
      paramLabel = "MAC",
      split = ",",
      description = "MAC addresses of all its network cards that may boot.")
  private List<String> macs = List.of();

  @Option(
      names = "--owner",
      paramLabel = "EMAIL",
      description = "Where the link and the password are mailed to.")
  private Optional<String> owner = Optional.empty();

  @Option(
      names = "--ssh",
      paramLabel = "HOST:PORT",
      description = "Where owners reach its SSH; empty: port 22 of the address it boots with.")
  private Optional<String> ssh = Optional.empty();

  @Option(
      names = "--efi-loader",
      paramLabel = "PATH",
      description =
          "What boots its disk under UEFI, as /EFI/debian/shimx64.efi; empty: looked for in the"
              + " usual places.")
  private Optional<String> efiLoader = Optional.empty();

  @Mixin private PowerOptions power = new PowerOptions();
  @Mixin private NetworkOptions network = new NetworkOptions();
  @Mixin private JsonOption json = new JsonOption();

  ServerChangeCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    ServerPatch patch =
        new ServerPatch(
            name,
            Optional.of(macs).filter(list -> !list.isEmpty()),
            owner,
            power.draftIfGiven(),
            ssh,
            network.draftIfGiven(),
            efiLoader);
    if (patch.equals(ServerPatch.NOTHING)) {
      throw new WrongUse(
          "nothing to change; give --name, --mac, --owner, --ssh, --address, --vlan, --efi-loader or"
              + " --power");
    }
    Answer<Server> changed = Credential.open(around).change(server, patch);
    if (json.wanted()) {
      around.printDocument(changed.document());
      return 0;
    }
    around.print("Server " + Harmless.line(changed.value().name()) + " is changed.");
    return 0;
  }
}
