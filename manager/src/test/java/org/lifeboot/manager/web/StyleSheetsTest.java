package org.lifeboot.manager.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Every page has both style sheets: a second rule for a class's name would dress what other pages
/// call by it.
class StyleSheetsTest {

  /// A rule for a class whatever holds it, outside of `@media`.
  private static final Pattern BARE_CLASS = Pattern.compile("(?m)^(\\.[a-z][a-z-]*) \\{");

  @Test
  void aClassIsStyledAtOnePlace() throws IOException {
    var names =
        BARE_CLASS
            .matcher(sheet("lifeboot.css") + sheet("checks.css"))
            .results()
            .map(MatchResult::group)
            .toList();

    assertThat(names).hasSizeGreaterThan(50).doesNotHaveDuplicates();
  }

  private static String sheet(String name) throws IOException {
    try (var sheet = StyleSheetsTest.class.getResourceAsStream("/web/" + name)) {
      return new String(sheet.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
