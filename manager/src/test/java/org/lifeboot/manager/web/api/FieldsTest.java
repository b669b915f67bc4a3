package org.lifeboot.manager.web.api;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboot.manager.problem.Problem;

class FieldsTest {

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"a", "{\"a\":\"b\",\"", "{\"a\":1e", "]", "{\"a\":\"\\u12"})
  void aBodyThatIsCutOffIsTheCallersMistake(String body) {
    assertThatThrownBy(() -> Fields.of(body)).isInstanceOf(Problem.class);
  }

  @Test
  void aBodyThatIsNestedWithoutEndIsTheSame() {
    assertThatThrownBy(() -> Fields.of("[".repeat(2_000_000))).isInstanceOf(Problem.class);
  }
}
