package org.lifeboot.manager.web.page;

import java.util.Map;
import java.util.stream.Stream;

/// The form for a server: what was typed, and what is wrong with it, field by field.
///
/// @param action where it goes
/// @param submit the button's words
/// @param errors field name to a sentence; the empty name is for the whole form
public record ServerForm(
    String action,
    String submit,
    Map<String, String> values,
    Map<String, String> errors,
    String csrf) {
  public ServerForm {
    values = Map.copyOf(values);
    errors = Map.copyOf(errors);
  }

  static ServerForm empty(String csrf) {
    return new ServerForm("/servers", "Add server", Map.of(), Map.of(), csrf);
  }

  /// What was typed into a field, or empty.
  public String value(String field) {
    return values.getOrDefault(field, "");
  }

  /// What is wrong with a field, or empty.
  public String error(String field) {
    return errors.getOrDefault(field, "");
  }

  /// Something about its network is set, or wrong.
  public boolean network() {
    return Stream.of("networkAddress", "networkGateway", "networkDns", "networkVlan")
        .anyMatch(field -> !value(field).isEmpty() || !error(field).isEmpty());
  }

  /// The loader of its disk is set, or wrong.
  public boolean efiLoader() {
    return !value("efiLoader").isEmpty() || !error("efiLoader").isEmpty();
  }

  /// The chosen power driver.
  public String driver() {
    return values.getOrDefault("powerDriver", "none");
  }
}
