package org.lifeboot.manager.web.api;

import io.avaje.json.JsonException;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lifeboot.manager.account.Role;
import org.lifeboot.manager.power.PowerSettings;
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

  static PowerSettings read(Fields fields) {
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
      default ->
          throw new Problem(
              ProblemCode.BAD_REQUEST,
              "power.driver: there is no driver \""
                  + driver
                  + "\"; there are qemu, command and none.");
    };
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
