package org.lifeboot.manager.power;

import io.avaje.json.JsonException;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One JSON object of a Redfish service, read with patience: what is missing or of another kind
/// than the schema says is empty.
///
/// @param etag as it came with it, or empty
record RedfishDocument(Map<String, Object> fields, String etag) {

  private static final JsonType<Map<String, Object>> OBJECT =
      Jsonb.builder().serializeNulls(true).build().type(Object.class).map();

  static RedfishDocument of(String json, String etag) {
    try {
      return new RedfishDocument(json.isBlank() ? Map.of() : OBJECT.fromJson(json), etag);
    } catch (JsonException | IllegalStateException | ClassCastException _) {
      return new RedfishDocument(Map.of(), etag);
    }
  }

  static String json(Map<String, Object> fields) {
    return OBJECT.toJson(fields);
  }

  String text(String name) {
    return fields.get(name) instanceof String text ? text : "";
  }

  /// A text or a number, as text.
  String plain(String name) {
    return switch (fields.get(name)) {
      case String text -> text;
      case Number number ->
          number.doubleValue() == Math.rint(number.doubleValue())
              ? Long.toString(number.longValue())
              : number.toString();
      case null -> "";
      default -> "";
    };
  }

  RedfishDocument object(String name) {
    return wrapped(fields.get(name)).orElseGet(() -> new RedfishDocument(Map.of(), ""));
  }

  List<RedfishDocument> objects(String name) {
    return fields.get(name) instanceof List<?> list
        ? list.stream().flatMap(item -> wrapped(item).stream()).toList()
        : List.of();
  }

  List<String> texts(String name) {
    return fields.get(name) instanceof List<?> list
        ? list.stream().filter(String.class::isInstance).map(String.class::cast).toList()
        : List.of();
  }

  /// Where a reference leads: `{"@odata.id": "/redfish/v1/…"}`; empty when there is none.
  String link(String name) {
    return object(name).id();
  }

  /// The place of a document, or where a reference leads; `href` was its name before Redfish 1.0
  /// (iLO 4).
  String id() {
    return text("@odata.id").isEmpty() ? text("href") : text("@odata.id");
  }

  /// What belongs to it; `links` before Redfish 1.0 (iLO 4).
  RedfishDocument links() {
    return fields.containsKey("Links") ? object("Links") : object("links");
  }

  @SuppressWarnings("unchecked")
  private static Optional<RedfishDocument> wrapped(
      @org.jspecify.annotations.Nullable Object value) {
    return value instanceof Map<?, ?> map
        ? Optional.of(new RedfishDocument((Map<String, Object>) map, ""))
        : Optional.empty();
  }
}
