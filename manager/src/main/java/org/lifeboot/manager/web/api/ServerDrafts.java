package org.lifeboot.manager.web.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lifeboot.manager.power.PowerSettings;
import org.lifeboot.manager.power.PowerVault;
import org.lifeboot.manager.server.EfiLoader;
import org.lifeboot.manager.server.MacAddress;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.server.ServerDraft;
import org.lifeboot.manager.server.ServerNetwork;
import org.lifeboot.manager.server.SshAddress;

/// Request bodies about servers.
final class ServerDrafts {

  private static final Set<String> KNOWN =
      Set.of("name", "macAddresses", "ownerEmail", "power", "sshAddress", "network", "efiLoader");

  private ServerDrafts() {}

  /// What a request says of a server.
  ///
  /// @param secrets of its power driver, in clear
  record Asked(ServerDraft draft, Map<String, String> secrets) {
    @Override
    public String toString() {
      return "Asked[" + draft + "]";
    }
  }

  private static final PowerVault.Wanted NO_POWER =
      new PowerVault.Wanted(new PowerSettings.None(), Map.of());

  /// `ServerDraft` of the contract.
  static Asked read(Fields fields) {
    fields.only(KNOWN);
    String name = fields.needed("name");
    List<MacAddress> macs =
        macAddresses(
            fields
                .texts("macAddresses")
                .orElseThrow(() -> Fields.refused("macAddresses: is needed and missing.")));
    String owner = fields.needed("ownerEmail");
    PowerVault.Wanted power = fields.object("power").map(PowerJson::wanted).orElse(NO_POWER);
    String settings = PowerJson.text(power.settings());
    Optional<SshAddress> ssh = fields.text("sshAddress").flatMap(ServerDrafts::sshAddress);
    ServerNetwork network =
        fields.object("network").map(ServerDrafts::network).orElse(ServerNetwork.DHCP);
    Optional<EfiLoader> loader = fields.text("efiLoader").flatMap(ServerDrafts::efiLoader);
    return Fields.checked(
        () ->
            new Asked(
                new ServerDraft(name, macs, owner, settings, ssh, network, loader),
                power.secrets()));
  }

  /// `ServerPatch` of the contract, laid over what is known.
  static Asked changed(Server server, Fields fields) {
    fields.only(KNOWN);
    ServerDraft known = server.draft();
    String name = fields.text("name").orElse(known.name());
    List<MacAddress> macs =
        fields.texts("macAddresses").map(ServerDrafts::macAddresses).orElse(known.macAddresses());
    String owner = fields.text("ownerEmail").orElse(known.ownerEmail());
    Optional<PowerVault.Wanted> power = fields.object("power").map(PowerJson::wanted);
    String settings = power.map(wanted -> PowerJson.text(wanted.settings())).orElse(known.power());
    Optional<SshAddress> ssh =
        fields.has("sshAddress")
            ? fields.text("sshAddress").flatMap(ServerDrafts::sshAddress)
            : known.sshAddress();
    Map<String, String> secrets = power.map(PowerVault.Wanted::secrets).orElse(Map.of());
    ServerNetwork network =
        fields.object("network").map(ServerDrafts::network).orElse(known.network());
    Optional<EfiLoader> loader =
        fields.has("efiLoader")
            ? fields.text("efiLoader").flatMap(ServerDrafts::efiLoader)
            : known.efiLoader();
    return Fields.checked(
        () ->
            new Asked(new ServerDraft(name, macs, owner, settings, ssh, network, loader), secrets));
  }

  private static List<MacAddress> macAddresses(List<String> texts) {
    return Fields.checked(() -> texts.stream().map(MacAddress::new).toList());
  }

  /// `ServerNetwork` of the contract; an empty object is DHCP.
  private static ServerNetwork network(Fields fields) {
    fields.only(Set.of("address", "gateway", "dns", "vlan"));
    Optional<Long> vlan = fields.number("vlan");
    return Fields.checked(
        () ->
            ServerNetwork.of(
                fields.text("address").orElse(""),
                fields.text("gateway").orElse(""),
                String.join(" ", fields.texts("dns").orElse(List.of())),
                vlan.map(String::valueOf).orElse("")));
  }

  private static Optional<EfiLoader> efiLoader(String text) {
    return Fields.checked(() -> EfiLoader.typed(text));
  }

  private static Optional<SshAddress> sshAddress(String text) {
    return text.isBlank()
        ? Optional.empty()
        : Optional.of(Fields.checked(() -> SshAddress.of(text)));
  }
}
