package org.lifeboot.manager.web.api;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lifeboot.manager.server.MacAddress;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.server.ServerDraft;
import org.lifeboot.manager.server.SshAddress;

/// Request bodies about servers.
final class ServerDrafts {

  private static final Set<String> KNOWN =
      Set.of("name", "macAddresses", "ownerEmail", "power", "sshAddress");

  private ServerDrafts() {}

  /// `ServerDraft` of the contract.
  static ServerDraft read(Fields fields) {
    fields.only(KNOWN);
    String name = fields.needed("name");
    List<MacAddress> macs =
        macAddresses(
            fields
                .texts("macAddresses")
                .orElseThrow(() -> Fields.refused("macAddresses: is needed and missing.")));
    String owner = fields.needed("ownerEmail");
    String power = fields.object("power").map(ServerDrafts::power).orElse(ServerDraft.NO_POWER);
    Optional<SshAddress> ssh = fields.text("sshAddress").flatMap(ServerDrafts::sshAddress);
    return Fields.checked(() -> new ServerDraft(name, macs, owner, power, ssh));
  }

  /// `ServerPatch` of the contract, laid over what is known.
  static ServerDraft changed(Server server, Fields fields) {
    fields.only(KNOWN);
    ServerDraft known = server.draft();
    String name = fields.text("name").orElse(known.name());
    List<MacAddress> macs =
        fields.texts("macAddresses").map(ServerDrafts::macAddresses).orElse(known.macAddresses());
    String owner = fields.text("ownerEmail").orElse(known.ownerEmail());
    String power = fields.object("power").map(ServerDrafts::power).orElse(known.power());
    Optional<SshAddress> ssh =
        fields.has("sshAddress")
            ? fields.text("sshAddress").flatMap(ServerDrafts::sshAddress)
            : known.sshAddress();
    return Fields.checked(() -> new ServerDraft(name, macs, owner, power, ssh));
  }

  private static String power(Fields fields) {
    return PowerJson.text(PowerJson.read(fields));
  }

  private static List<MacAddress> macAddresses(List<String> texts) {
    return Fields.checked(() -> texts.stream().map(MacAddress::new).toList());
  }

  private static Optional<SshAddress> sshAddress(String text) {
    return text.isBlank()
        ? Optional.empty()
        : Optional.of(Fields.checked(() -> SshAddress.of(text)));
  }
}
