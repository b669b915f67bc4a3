package org.lifeboot.manager.power;

/// Whether a server has power, as far as its driver can tell.
///
/// @param detail a sentence for a person: the driver's own word, or why it is unknown
public record PowerStatus(Supply supply, String detail) {

  /// The stable names of the API are these in lower case.
  public enum Supply {
    ON,
    OFF,
    UNKNOWN
  }
}
