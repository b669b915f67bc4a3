package org.lifeboot.manager.power;

import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.lifeboot.manager.secret.Opened;
import org.lifeboot.manager.secret.Vault;
import org.lifeboot.manager.store.Database;
import org.lifeboot.manager.store.Transaction;

/// Makes drivers of servers' settings, with what is stored beside these. Thread-safe.
public final class PowerDrivers {

  private static final JsonType<PowerSettings> SETTINGS =
      Jsonb.builder().build().type(PowerSettings.class);

  private final PowerVault vault;
  private final PowerPins pins;
  private final Function<String, Optional<URI>> medium;

  /// For a Manager that has no rescue ISO of its own.
  public PowerDrivers(Database database, Vault vault, Clock clock) {
    this(database, vault, _ -> Optional.empty(), clock);
  }

  /// @param medium where a server's controller fetches the Manager's own rescue ISO, by its id
  public PowerDrivers(
      Database database, Vault vault, Function<String, Optional<URI>> medium, Clock clock) {
    this.medium = medium;
    this.vault = new PowerVault(database, vault);
    this.pins = new PowerPins(database, clock);
  }

  /// The certificates that were seen.
  public PowerPins pins() {
    return pins;
  }

  /// Stores what a server's settings need, inside the caller's transaction: see [PowerVault#keep].
  ///
  /// @param before as stored until now; empty for a new server
  /// @param secrets by the field's name, as in `redfish.password`
  public void keep(
      Transaction transaction, Whose server, String before, Map<String, String> secrets) {
    PowerSettings wanted = settings(server.settings());
    Optional<PowerSettings> known =
        before.isEmpty() ? Optional.empty() : Optional.of(settings(before));
    vault.keep(transaction, server.id(), known, new PowerVault.Wanted(wanted, secrets));
    if (!known.map(PowerSettings::needs).orElse(List.of()).equals(wanted.needs())) {
      pins.forget(transaction, server.id());
    }
  }

  /// Whose power.
  ///
  /// @param id the server's
  /// @param settings as stored
  /// @param macs of its network cards
  public record Whose(String id, String settings, List<String> macs) {
    public Whose {
      macs = List.copyOf(macs);
    }
  }

  /// The settings of a stored text.
  public static PowerSettings settings(String stored) {
    return SETTINGS.fromJson(stored);
  }

  /// The driver of a server, made for one use.
  public PowerControl of(Whose server) {
    return control(settings(server.settings()), server);
  }

  private PowerControl control(PowerSettings settings, Whose server) {
    return switch (settings) {
      case PowerSettings.Qemu qemu -> new QemuPower(Path.of(qemu.socket()));
      case PowerSettings.Command command -> new CommandPower(command);
      case PowerSettings.Ipmi ipmi -> new IpmiPower(ipmi, secret(server, "ipmi.password"));
      case PowerSettings.Redfish redfish ->
          new RedfishPower(
              withMedium(redfish, server),
              secret(server, "redfish.password"),
              pins.of(server.id(), "redfish"));
      case PowerSettings.WakeOnLan wake -> new WakeOnLanPower(wake, server.macs());
      case PowerSettings.Ssh ssh ->
          new SshPower(ssh, secret(server, "ssh.key"), pins.of(server.id(), "ssh"));
      case PowerSettings.Technician technician -> new TechnicianPower(technician);
      case PowerSettings.Several several ->
          new SeveralPower(several.drivers().stream().map(one -> control(one, server)).toList());
      case PowerSettings.None _ -> new NoPower();
    };
  }

  /// The Manager's own rescue ISO, unless the server has one of its own.
  private PowerSettings.Redfish withMedium(PowerSettings.Redfish redfish, Whose server) {
    return redfish.media().isEmpty()
        ? medium.apply(server.id()).map(URI::toString).map(redfish::withMedia).orElse(redfish)
        : redfish;
  }

  private Supplier<Opened> secret(Whose server, String field) {
    return () -> vault.open(server.id(), field);
  }
}
