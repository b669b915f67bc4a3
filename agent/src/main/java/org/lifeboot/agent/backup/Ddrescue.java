package org.lifeboot.agent.backup;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lifeboot.agent.tool.Command;

/// ddrescue(1): copies what can be read first, then comes back to what could not.
final class Ddrescue {

  private static final Duration LIMIT = Duration.ofDays(14);
  private static final int KEPT_BYTES = 64 << 10;
  private static final Pattern PER_CENT = Pattern.compile("pct rescued:\\s*([0-9.]+)%");

  private Ddrescue() {}

  /// What is copied, where to.
  ///
  /// @param device whether it is a block device: read past the page cache, by its own sectors
  record Copy(Path source, boolean device, int sectorBytes, Path image, Path map) {}

  /// Goes on where an earlier run with the same map was stopped.
  ///
  /// @param retries how often a bad sector is tried again after the first pass
  static Command command(Copy copy, int retries) {
    return command(copy, List.of("--retry-passes=" + retries));
  }

  /// The same, of some stretches only: those that another map has as rescued.
  static Command first(Copy copy, Path domain) {
    return command(copy, List.of("--retry-passes=0", "--domain-mapfile=" + domain));
  }

  private static Command command(Copy copy, List<String> options) {
    List<String> words = new ArrayList<>(List.of("ddrescue", "--sparse"));
    words.addAll(options);
    words.add("--sector-size=" + copy.sectorBytes());
    if (copy.device()) {
      words.add("--idirect");
    }
    words.addAll(List.of("--", copy.source().toString()));
    words.addAll(List.of(copy.image().toString(), copy.map().toString()));
    return new Command(words, "", LIMIT, KEPT_BYTES, Command.More.DROP);
  }

  /// How much of the source is rescued, 0 to 1, when a line of output tells.
  static OptionalDouble rescued(String line) {
    Matcher matcher = PER_CENT.matcher(line);
    return matcher.find()
        ? OptionalDouble.of(Double.parseDouble(matcher.group(1)) / 100)
        : OptionalDouble.empty();
  }
}
