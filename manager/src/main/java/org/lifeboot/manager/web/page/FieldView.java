package org.lifeboot.manager.web.page;

/// One line of a form.
///
/// @param type of the input: text, email, password
/// @param hint one sentence under the label, or empty
/// @param error what is wrong, or empty
public record FieldView(
    String name,
    String label,
    String type,
    String value,
    String hint,
    String error,
    boolean required,
    String autocomplete) {

  /// A line of text of a form.
  public static FieldView text(ServerForm form, String name, String label, String hint) {
    return new FieldView(
        name, label, "text", form.value(name), hint, form.error(name), false, "off");
  }

  /// The same, but it must be filled in.
  public FieldView mustBeGiven() {
    return new FieldView(name, label, type, value, hint, error, true, autocomplete);
  }

  /// A password.
  public static FieldView password(String name, String label, String hint, String autocomplete) {
    return new FieldView(name, label, "password", "", hint, "", true, autocomplete);
  }

  /// A password that is stored and never shown again.
  public static FieldView secret(ServerForm form, String name, String label, String hint) {
    return new FieldView(
        name, label, "password", "", hint, form.error(name), false, "new-password");
  }

  /// An id for the label to point to.
  public String id() {
    return "field-" + name;
  }
}
