package org.lifeboot.manager.web.api;

import io.avaje.jsonb.Json;

/// The contract's small answers.
final class Answers {

  private Answers() {}

  /// `Token` of the contract.
  @Json
  record TokenJson(String token) {}

  /// `Password` of the contract.
  @Json
  record PasswordJson(String password) {}

  /// `Power` of the contract.
  @Json
  record PowerStateJson(String power, String detail) {}

  /// `Reboot` of the contract.
  @Json
  record RebootJson(String how, String by) {}

  /// Last event of a timeline's stream.
  @Json
  record EndJson(String state) {}
}
