package org.lifeboot.cli.command;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.lifeboot.cli.api.Answer;
import org.lifeboot.cli.api.Server;
import org.lifeboot.cli.api.ServerDraft;
import org.lifeboot.cli.login.Credential;
import org.lifeboot.cli.terminal.Surroundings;
import org.lifeboot.cli.text.Harmless;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "add",
    description = {
      "Register a server.",
      "",
      "Only a registered server gets anything from the network boot. Give each of its network cards"
          + " that may boot."
    },
    footer = {
      "Examples:",
      "  lifeboot server add web-1 --mac 52:54:00:12:34:56 --owner ann@example.org \\",
      "      --power qemu:/run/web-1/qmp.sock --ssh 127.0.0.1:2222",
      "  lifeboot server add db-1 --mac 3c:ec:ef:00:00:01 --mac 3c:ec:ef:00:00:02 \\",
      "      --owner bob@example.org --power command --power-hard '/usr/local/bin/pdu cycle 7'"
    })
final class ServerAddCommand implements Callable<Integer> {

  private final Surroundings around;

  @Parameters(paramLabel = "NAME", description = "Name of the server.")
  private String name = "";

  @Option(
      names = "--mac",
      paramLabel = "MAC",
      required = true,
      split = ",",
      description = "MAC address of a network card that may boot; more than one can be given.")
  private List<String> macs = List.of();

  @Option(
      names = "--owner",
      paramLabel = "EMAIL",
      required = true,
      description = "Where the link and the password are mailed to.")
  private String owner = "";

  @Option(
      names = "--ssh",
      paramLabel = "HOST:PORT",
      description = "Where owners reach its SSH (default: port 22 of the address it boots with).")
  private String ssh = "";

  @Option(
      names = "--efi-loader",
      paramLabel = "PATH",
      description =
          "What boots its disk under UEFI, as /EFI/debian/shimx64.efi (default: looked for in the"
              + " usual places).")
  private String efiLoader = "";

  @Mixin private PowerOptions power = new PowerOptions();
  @Mixin private NetworkOptions network = new NetworkOptions();
  @Mixin private JsonOption json = new JsonOption();

  ServerAddCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    ServerDraft draft =
        new ServerDraft(
            name,
            macs,
            owner,
            power.draft(),
            Optional.of(ssh).filter(address -> !address.isBlank()),
            network.draftIfGiven(),
            Optional.of(efiLoader).filter(path -> !path.isBlank()));
    Answer<Server> added = Credential.open(around).add(draft);
    if (json.wanted()) {
      around.printDocument(added.document());
      return 0;
    }
    String server = Harmless.line(added.value().name());
    around.print("Server " + server + " is registered; it boots its disk.");
    around.print("To rescue it: lifeboot rescue " + server);
    return 0;
  }
}
