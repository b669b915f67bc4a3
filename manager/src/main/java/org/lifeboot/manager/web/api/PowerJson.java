package org.lifeboot.manager.web.api;

import io.avaje.json.JsonException;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lifeboot.manager.account.Role;
import org.lifeboot.manager.power.PowerSettings;
import org.lifeboot.manager.power.PowerVault;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.web.PowerSecrets;

/// A power driver's settings, between the API, the store's text and the power package's records.
public final class PowerJson {

  private static final JsonType<PowerSettings> JSON =
      Jsonb.builder().build().type(PowerSettings.class);

  private static final JsonType<Map<String, Object>> OBJECT =
      Jsonb.builder().build().type(Object.class).map();

  private PowerJson() {}

  /// The settings in a server's record.
  public static PowerSettings settings(String stored) {
    try {
      return JSON.fromJson(stored);
    } catch (JsonException | IllegalStateException | NullPointerException e) {
      throw new Problem(
          ProblemCode.INTERNAL, "The stored power settings cannot be read: " + e.getMessage());
    }
  }

  /// The settings as somebody in this role may see them: a technician sees the driver's name.
  static Map<String, Object> shown(String stored, Role role) {
    Map<String, Object> all = OBJECT.fromJson(stored);
    return PowerSecrets.shownTo(role) ? all : Map.of("driver", all.getOrDefault("driver", "none"));
  }

  /// The text of a server's record.
  public static String text(PowerSettings settings) {
    return JSON.toJson(settings);
  }

  /// What a request wants: the settings, and the secrets, which go another way.
  static PowerVault.Wanted wanted(Fields fields) {
    Map<String, String> secrets = new HashMap<>();
    PowerSettings settings = read(fields, secrets);
    return new PowerVault.Wanted(settings, secrets);
  }

  private static PowerSettings read(Fields fields, Map<String, String> secrets) {
    String driver = fields.needed("driver");
    return switch (driver) {
      case "none" -> {
        fields.only(Set.of("driver"));
        yield new PowerSettings.None();
      }
      case "qemu" -> {
        fields.only(Set.of("driver", "socket"));
        String socket = fields.needed("socket");
        yield Fields.checked(() -> new PowerSettings.Qemu(socket));
      }
      case "command" -> {
        fields.only(Set.of("driver", "soft", "hard", "on", "off", "status"));
        yield Fields.checked(() -> command(fields));
      }
      case "ipmi" -> {
        fields.only(Set.of("driver", "address", "user", "password", "cipherSuite", "firmware"));
        fields.text("password").ifPresent(text -> secrets.put("ipmi.password", text));
        yield ipmi(fields);
      }
      case "redfish" -> {
        fields.only(Set.of("driver", "address", "user", "password", "system", "media"));
        fields.text("password").ifPresent(text -> secrets.put("redfish.password", text));
        yield redfish(fields);
      }
      case "wake-on-lan" -> {
        fields.only(Set.of("driver", "broadcast"));
        String broadcast = fields.text("broadcast").orElse("");
        yield Fields.checked(() -> new PowerSettings.WakeOnLan(broadcast));
      }
      case "ssh" -> {
        fields.only(Set.of("driver", "address", "user", "key"));
        fields.text("key").ifPresent(text -> secrets.put("ssh.key", text));
        String address = fields.needed("address");
        String user = fields.needed("user");
        yield Fields.checked(() -> new PowerSettings.Ssh(address, user));
      }
      case "technician" -> {
        fields.only(Set.of("driver", "email", "minutes"));
        String email = fields.needed("email");
        long minutes =
            fields.number("minutes").orElse((long) PowerSettings.Technician.USUAL_MINUTES);
        yield Fields.checked(
            () -> new PowerSettings.Technician(email, Math.clamp(minutes, 0, 10_000)));
      }
      case "several" -> {
        fields.only(Set.of("driver", "drivers"));
        List<PowerSettings> drivers =
            fields.objects("drivers").orElse(List.of()).stream()
                .map(one -> read(one, secrets))
                .toList();
        yield Fields.checked(() -> new PowerSettings.Several(drivers));
      }
      default ->
          throw new Problem(
              ProblemCode.BAD_REQUEST,
              "power.driver: there is no driver \""
                  + driver
                  + "\"; there are redfish, ipmi, wake-on-lan, qemu, command, ssh, technician,"
                  + " several and none.");
    };
  }

  private static PowerSettings ipmi(Fields fields) {
    String address = fields.needed("address");
    String user = fields.needed("user");
    long suite = fields.number("cipherSuite").orElse((long) PowerSettings.Ipmi.USUAL_CIPHER_SUITE);
    String firmware = fields.text("firmware").orElse("uefi");
    return Fields.checked(
        () -> new PowerSettings.Ipmi(address, user, Math.clamp(suite, 0, 99), firmware));
  }

  private static PowerSettings redfish(Fields fields) {
    String address = fields.needed("address");
    String user = fields.needed("user");
    String system = fields.text("system").orElse("");
    String media = fields.text("media").orElse("");
    return Fields.checked(() -> new PowerSettings.Redfish(address, user, system, media));
  }

  private static PowerSettings command(Fields fields) {
    return new PowerSettings.Command(
        fields.texts("soft").orElse(List.of()),
        fields.texts("hard").orElse(List.of()),
        fields.texts("on").orElse(List.of()),
        fields.texts("off").orElse(List.of()),
        fields.texts("status").orElse(List.of()));
  }
}
