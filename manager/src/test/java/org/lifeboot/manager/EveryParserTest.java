package org.lifeboot.manager;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What fuzzing does for longer, in every build: each seed, cut at many places and changed at many.
class EveryParserTest {

  private static final Path RESOURCES = Path.of("src/test/resources");
  private static final int CHANGED = 40;
  private static final int CUT = 40;

  static List<EveryParser.Parser> parsers() {
    return EveryParser.ALL;
  }

  @ParameterizedTest
  @MethodSource("parsers")
  void noInputIsTooMuch(EveryParser.Parser parser) {
    var chance = new Random(7);
    for (byte[] seed : parser.inputs(RESOURCES)) {
      eat(parser, seed);
      for (int cut = 0; cut < CUT && seed.length > 0; cut++) {
        eat(parser, Arrays.copyOf(seed, chance.nextInt(seed.length)));
      }
      for (int change = 0; change < CHANGED && seed.length > 0; change++) {
        eat(parser, changed(seed, chance));
      }
    }
  }

  private static void eat(EveryParser.Parser parser, byte[] input) {
    assertThatCode(() -> parser.eat().accept(input))
        .as("%s eats %s", parser.name(), Arrays.toString(input))
        .doesNotThrowAnyException();
  }

  private static byte[] changed(byte[] seed, Random chance) {
    byte[] input = seed.clone();
    for (int i = 0; i < 1 + chance.nextInt(4); i++) {
      input[chance.nextInt(input.length)] = (byte) chance.nextInt(256);
    }
    return input;
  }
}
