package org.lifeboot.manager.web.api;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lifeboot.manager.account.Role;
import org.lifeboot.manager.memtest.Memtest;
import org.lifeboot.manager.server.EfiLoader;
import org.lifeboot.manager.server.MacAddress;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.server.ServerNetwork;
import org.lifeboot.manager.server.SshAddress;
import org.lifeboot.manager.session.Session;

/// `Server` of the contract.
///
/// @param power the driver and, for operators, its settings
@Json
public record ServerJson(
    String id,
    String name,
    List<String> macAddresses,
    String ownerEmail,
    Map<String, Object> power,
    Optional<String> sshAddress,
    Optional<NetworkJson> network,
    Optional<String> efiLoader,
    String netboot,
    Optional<SessionJson> session,
    Optional<MemtestJson> memtest,
    Instant createdAt) {

  static ServerJson of(
      Server server, Optional<Session> session, Optional<Memtest> memtest, Role role) {
    return new ServerJson(
        server.id().text(),
        server.name(),
        server.macAddresses().stream().map(MacAddress::text).toList(),
        server.ownerEmail(),
        PowerJson.shown(server.power(), role),
        server.sshAddress().map(SshAddress::toString),
        Optional.of(server.network())
            .filter(network -> !network.equals(ServerNetwork.DHCP))
            .map(NetworkJson::of),
        server.efiLoader().map(EfiLoader::text),
        server.netboot().text(),
        session.map(SessionJson::of),
        memtest.map(MemtestJson::of),
        server.createdAt());
  }

  /// `ServerNetwork` of the contract.
  @Json
  public record NetworkJson(
      Optional<String> address,
      Optional<String> gateway,
      List<String> dns,
      Optional<Integer> vlan) {
    static NetworkJson of(ServerNetwork network) {
      return new NetworkJson(network.address(), network.gateway(), network.dns(), network.vlan());
    }
  }

  /// `ServerList` of the contract.
  @Json
  public record ListJson(List<ServerJson> servers) {}
}
