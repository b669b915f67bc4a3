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
import org.lifeboot.manager.server.MacAddress;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.server.ServerDraft;
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
    record Right(ServerDraft draft) implements Read {}

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
    Optional<PowerSettings> power = power();
    if (!errors.isEmpty() || power.isEmpty()) {
      return new Read.Wrong(errors);
    }
    return new Read.Right(new ServerDraft(name, macs, owner, PowerJson.text(power.get()), ssh));
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
      case "qemu" -> checked("socket", () -> new PowerSettings.Qemu(form.text("socket")));
      case "command" -> command();
      default -> Optional.of(new PowerSettings.None());
    };
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
    switch (PowerJson.settings(server.power())) {
      case PowerSettings.None _ -> values.put("powerDriver", "none");
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

  private static <T> String joined(List<T> items, Function<T, String> text) {
    return items.stream().map(text).collect(Collectors.joining(" "));
  }
}
