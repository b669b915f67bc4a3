package org.lifeboot.cli.text;

/// Colours, where they are wanted.
///
/// @param on false on anything but a terminal, and with NO_COLOR
public record Paint(boolean on) {

  public String strong(String text) {
    return painted("1", text);
  }

  public String good(String text) {
    return painted("32", text);
  }

  public String bad(String text) {
    return painted("31;1", text);
  }

  public String faint(String text) {
    return painted("2", text);
  }

  private String painted(String code, String text) {
    return on ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
