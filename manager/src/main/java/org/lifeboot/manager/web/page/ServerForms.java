package org.lifeboot.manager.web.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.lifeboot.manager.power.PowerSettings;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.server.EfiLoader;
import org.lifeboot.manager.server.MacAddress;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.server.ServerDraft;
import org.lifeboot.manager.server.ServerNetwork;
import org.lifeboot.manager.server.SshAddress;
import org.lifeboot.manager.web.Form;
import org.lifeboot.manager.web.api.PowerJson;

/// Between what is typed into a server's form and a [ServerDraft]: each complaint stands at its
/// field, and nothing that was typed is lost.
final class ServerForms {

  private static final MacAddress SOME_MAC = new MacAddress("52:54:00:00:00:01");

  private static final Pattern SEPARATORS = Pattern.compile("[\\s,;]+");

  private final Form form;
  private final Map<String, String> errors = new LinkedHashMap<>();

  private ServerForms(Form form) {
    this.form = form;
  }

  /// A form that was read: a draft, or what is wrong with it.
  sealed interface Read {
    /// Nothing is wrong with it.
    ///
    /// @param secrets of the power driver, in clear
    record Right(ServerDraft draft, Map<String, String> secrets) implements Read {
      @Override
      public String toString() {
        return "Right[" + draft + "]";
      }
    }

    record Wrong(Map<String, String> errors) implements Read {}
  }

  static Read read(Form form) {
    return new ServerForms(form).read();
  }

  private Read read() {
    String name = form.text("name");
    String owner = form.text("ownerEmail");
    checked("name", () -> new ServerDraft(name, List.of(SOME_MAC), "a@b", "", Optional.empty()));
    checked(
        "ownerEmail", () -> new ServerDraft("a", List.of(SOME_MAC), owner, "", Optional.empty()));
    List<MacAddress> macs = macAddresses();
    Optional<SshAddress> ssh =
        form.text("sshAddress").isEmpty()
            ? Optional.empty()
            : checked("sshAddress", () -> SshAddress.of(form.text("sshAddress")));
    Optional<ServerNetwork> network = network();
    Optional<EfiLoader> loader =
        checked("efiLoader", () -> EfiLoader.typed(form.text("efiLoader")))
            .flatMap(Function.identity());
    Optional<PowerSettings> power = power();
    if (!errors.isEmpty() || power.isEmpty() || network.isEmpty()) {
      return new Read.Wrong(errors);
    }
    return new Read.Right(
        new ServerDraft(name, macs, owner, PowerJson.text(power.get()), ssh, network.get(), loader),
        secrets());
  }

  /// Each field by itself first, so that each complaint stands at its field.
  private Optional<ServerNetwork> network() {
    String address = form.text("networkAddress");
    String some = "10.0.4.21/24";
    checked("networkAddress", () -> ServerNetwork.of(address, "", "", ""));
    checked("networkVlan", () -> ServerNetwork.of("", "", "", form.text("networkVlan")));
    checked("networkDns", () -> ServerNetwork.of(some, "", form.text("networkDns"), ""));
    if (errors.keySet().stream().anyMatch(field -> field.startsWith("network"))) {
      return Optional.empty();
    }
    return checked(
        "networkGateway",
        () ->
            ServerNetwork.of(
                address,
                form.text("networkGateway"),
                form.text("networkDns"),
                form.text("networkVlan")));
  }

  private List<MacAddress> macAddresses() {
    var macs = new ArrayList<MacAddress>();
    for (String text : SEPARATORS.split(form.text("macAddresses"), -1)) {
      if (!text.isEmpty()) {
        checked("macAddresses", () -> new MacAddress(text)).ifPresent(macs::add);
      }
    }
    if (macs.isEmpty() && !errors.containsKey("macAddresses")) {
      errors.put("macAddresses", "At least one is needed; it is how the server is recognised.");
    }
    return macs;
  }

  private Optional<PowerSettings> power() {
    return switch (form.text("powerDriver")) {
      case "redfish" ->
          checked(
              "redfishAddress",
              () ->
                  new PowerSettings.Redfish(
                      form.text("redfishAddress"),
                      form.text("redfishUser"),
                      form.text("redfishSystem"),
                      form.text("redfishMedia")));
      case "ipmi" ->
          checked(
              "ipmiAddress",
              () ->
                  new PowerSettings.Ipmi(
                      form.text("ipmiAddress"),
                      form.text("ipmiUser"),
                      suite(),
                      form.text("ipmiFirmware").equals("bios") ? "bios" : "uefi"));
      case "wake-on-lan" ->
          checked("broadcast", () -> new PowerSettings.WakeOnLan(form.text("broadcast")));
      case "ssh" ->
          checked(
              "sshPowerAddress",
              () -> new PowerSettings.Ssh(form.text("sshPowerAddress"), form.text("sshPowerUser")));
      case "technician" ->
          checked(
              "technicianEmail",
              () -> new PowerSettings.Technician(form.text("technicianEmail"), minutes()));
      case "kept" -> checked("powerDriver", () -> PowerJson.settings(form.text("keptPower")));
      case "qemu" -> checked("socket", () -> new PowerSettings.Qemu(form.text("socket")));
      case "command" -> command();
      default -> Optional.of(new PowerSettings.None());
    };
  }

  private int minutes() {
    String text = form.text("technicianMinutes");
    return text.isEmpty()
        ? PowerSettings.Technician.USUAL_MINUTES
        : text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
  }

  private int suite() {
    String text = form.text("ipmiCipherSuite");
    return text.isEmpty()
        ? PowerSettings.Ipmi.USUAL_CIPHER_SUITE
        : text.matches("[0-9]{1,2}") ? Integer.parseInt(text) : 0;
  }

  /// Exactly as typed; a password may begin with a blank.
  private Map<String, String> secrets() {
    var secrets = new LinkedHashMap<String, String>();
    secrets.put("redfish.password", form.exact("redfishPassword"));
    secrets.put("ssh.key", form.exact("sshKey"));
    secrets.put("ipmi.password", form.exact("ipmiPassword"));
    return secrets;
  }

  /// What was typed, to be shown again: never the passwords.
  static Map<String, String> withoutSecrets(Form form) {
    var values = new LinkedHashMap<>(form.fields());
    values.remove("redfishPassword");
    values.remove("ipmiPassword");
    values.remove("sshKey");
    return values;
  }

  private Optional<PowerSettings> command() {
    var soft = line("soft");
    var hard = line("hard");
    var on = line("on");
    var off = line("off");
    var status = line("status");
    return checked("powerDriver", () -> new PowerSettings.Command(soft, hard, on, off, status));
  }

  private List<String> line(String field) {
    return checked(field, () -> CommandText.split(form.text(field))).orElse(List.of());
  }

  private interface Making<T> {
    T make();
  }

  private <T> Optional<T> checked(String field, Making<? extends T> making) {
    try {
      return Optional.of(making.make());
    } catch (IllegalArgumentException e) {
      String complaint = String.valueOf(e.getMessage());
      errors.putIfAbsent(
          field, Character.toUpperCase(complaint.charAt(0)) + complaint.substring(1));
      return Optional.empty();
    }
  }

  /// At which field a refusal of the store stands.
  static Map<String, String> errors(Problem problem) {
    String field =
        problem.code() == ProblemCode.NAME_TAKEN
            ? "name"
            : problem.detail().matches("(?s)power\\.(password|key).*")
                ? "powerDriver"
                : problem.code() == ProblemCode.MAC_ADDRESS_TAKEN ? "macAddresses" : "";
    return Map.of(field, problem.detail());
  }

  /// What a filled-in form of this server looks like.
  static Map<String, String> values(Server server) {
    var values = new LinkedHashMap<String, String>();
    values.put("name", server.name());
    values.put("ownerEmail", server.ownerEmail());
    values.put("macAddresses", joined(server.macAddresses(), MacAddress::text));
    values.put("sshAddress", server.sshAddress().map(SshAddress::toString).orElse(""));
    values.putAll(values(server.network()));
    values.put("efiLoader", server.efiLoader().map(EfiLoader::text).orElse(""));
    switch (PowerJson.settings(server.power())) {
      case PowerSettings.None _ -> values.put("powerDriver", "none");
      case PowerSettings.Redfish(var address, var user, var system, var media) -> {
        values.put("powerDriver", "redfish");
        values.put("redfishAddress", address);
        values.put("redfishUser", user);
        values.put("redfishSystem", system);
        values.put("redfishMedia", media);
      }
      case PowerSettings.Ipmi(var address, var user, var suite, var firmware) -> {
        values.put("powerDriver", "ipmi");
        values.put("ipmiAddress", address);
        values.put("ipmiUser", user);
        values.put("ipmiCipherSuite", Integer.toString(suite));
        values.put("ipmiFirmware", firmware);
      }
      case PowerSettings.WakeOnLan(var broadcast) -> {
        values.put("powerDriver", "wake-on-lan");
        values.put("broadcast", broadcast);
      }
      case PowerSettings.Ssh(var address, var user) -> {
        values.put("powerDriver", "ssh");
        values.put("sshPowerAddress", address);
        values.put("sshPowerUser", user);
      }
      case PowerSettings.Technician(var email, var minutes) -> {
        values.put("powerDriver", "technician");
        values.put("technicianEmail", email);
        values.put("technicianMinutes", Integer.toString(minutes));
      }
      case PowerSettings.Several several -> {
        values.put("powerDriver", "kept");
        values.put("keptPower", PowerJson.text(several));
      }
      case PowerSettings.Qemu(var socket) -> {
        values.put("powerDriver", "qemu");
        values.put("socket", socket);
      }
      case PowerSettings.Command(var soft, var hard, var on, var off, var status) -> {
        values.put("powerDriver", "command");
        values.put("soft", CommandText.join(soft));
        values.put("hard", CommandText.join(hard));
        values.put("on", CommandText.join(on));
        values.put("off", CommandText.join(off));
        values.put("status", CommandText.join(status));
      }
    }
    return values;
  }

  private static Map<String, String> values(ServerNetwork network) {
    return Map.of(
        "networkAddress", network.address().orElse(""),
        "networkGateway", network.gateway().orElse(""),
        "networkDns", String.join(" ", network.dns()),
        "networkVlan", network.vlan().map(String::valueOf).orElse(""));
  }

  private static <T> String joined(List<T> items, Function<T, String> text) {
    return items.stream().map(text).collect(Collectors.joining(" "));
  }
}
