package org.lifeboot.agent.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.avaje.json.JsonException;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

  private static final JsonType<Object> ANY = Jsonb.builder().build().type(Object.class);

  @Test
  void whatIsWholeIsRead() {
    assertThat(JsonText.read(ANY, "{\"a\":\"b\"}")).isEqualTo(Map.of("a", "b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"a", "{\"a\":\"b\",\"", "{\"a\":1e", "null", "]", "\"\\u12"})
  void whatIsCutOffIsOneKindOfTrouble(String text) {
    assertThatThrownBy(() -> JsonText.read(ANY, text)).isInstanceOf(JsonException.class);
  }

  @Test
  void whatIsNestedWithoutEndIsTheSame() {
    assertThatThrownBy(() -> JsonText.read(ANY, "[".repeat(2_000_000)))
        .isInstanceOf(JsonException.class);
  }
}
