package org.lifeboot.manager.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// openapi.yaml, and what it says of an answer.
final class Contract {

  private static final Set<String> METHODS =
      Set.of("get", "head", "post", "put", "patch", "delete");

  private final ObjectMapper json = new ObjectMapper();
  private final JsonNode document;
  private final Set<String> seen = new TreeSet<>();

  private Contract(JsonNode document) {
    this.document = document;
  }

  static Contract read() {
    try (InputStream yaml = Contract.class.getClassLoader().getResourceAsStream("openapi.yaml")) {
      return new Contract(new ObjectMapper(new YAMLFactory()).readTree(yaml));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /// `GET /api/v1/servers/{server}` and so on.
  Set<String> operations() {
    var operations = new TreeSet<String>();
    document
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation -> {
                          if (METHODS.contains(operation.getKey())) {
                            operations.add(
                                operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
                          }
                        }));
    return operations;
  }

  /// Operations of which an answer other than a problem was checked.
  Set<String> seen() {
    return seen;
  }

  /// Fails unless the answer is one that the contract allows for this operation.
  void check(String method, String path, WebWorld.Answer answer) {
    JsonNode responses =
        at(document.get("paths"), path).path(method.toLowerCase(Locale.ROOT)).path("responses");
    JsonNode response = responses.path(Integer.toString(answer.status()));
    if (response.isMissingNode()) {
      response = resolved(responses.path("default"));
      if (answer.status() < 400 || response.isMissingNode()) {
        throw new AssertionError(method + " " + path + ": " + answer.status() + " is not foreseen");
      }
    } else {
      seen.add(method + " " + path);
    }
    JsonNode content = response.path("content");
    if (content.isMissingNode()) {
      if (!answer.text().isEmpty()) {
        throw new AssertionError(method + " " + path + ": an answer without a body was promised");
      }
      return;
    }
    String type = answer.header("Content-Type").replaceAll(";.*", "");
    JsonNode schema = content.path(type).path("schema");
    if (schema.isMissingNode()) {
      throw new AssertionError(method + " " + path + ": " + type + " is not foreseen");
    }
    if (type.endsWith("json")) {
      validate(method + " " + path, schema, answer.text());
    }
  }

  void validate(String what, String schemaName, String text) {
    ObjectNode schema = json.createObjectNode();
    schema.put("$ref", "#/components/schemas/" + schemaName);
    validate(what, schema, text);
  }

  private void validate(String what, JsonNode schema, String text) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", document.get("components"));
    Set<ValidationMessage> complaints;
    try {
      complaints =
          JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
              .getSchema(whole)
              .validate(
                  json.readTree(text),
                  context -> context.getExecutionConfig().setFormatAssertionsEnabled(true));
    } catch (IOException e) {
      throw new AssertionError(what + ": not JSON: " + text, e);
    }
    if (!complaints.isEmpty()) {
      throw new AssertionError(what + ": " + complaints + "\n" + text);
    }
  }

  private JsonNode resolved(JsonNode node) {
    String reference = node.path("$ref").asText("");
    return reference.isEmpty() ? node : document.at(reference.substring(1));
  }

  private static JsonNode at(JsonNode paths, String path) {
    JsonNode node = paths.path(path);
    if (node.isMissingNode()) {
      throw new AssertionError(path + " is not in openapi.yaml");
    }
    return node;
  }
}
