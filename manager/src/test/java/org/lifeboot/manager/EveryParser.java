package org.lifeboot.manager;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.lifeboot.manager.memtest.MemtestFuzz;
import org.lifeboot.manager.netboot.NetbootFuzz;
import org.lifeboot.manager.web.WebFuzz;
import org.lifeboot.manager.web.api.ApiFuzz;

/// Everything that the Manager reads of what others wrote by itself, for Jazzer: the first byte of
/// an input chooses the parser, so that one run of bounded length tries them all. `./lifeboot fuzz`
/// starts it; [EveryParserTest] tries the seeds, and what becomes of them, in every build.
public final class EveryParser {

  /// A parser and where its seeds lie: its own folder in `fuzz/`, and recordings.
  record Parser(String name, Consumer<byte[]> eat, List<String> seeds) {
    private static Parser of(String name, Consumer<byte[]> eat, String... recordings) {
      var seeds = new ArrayList<>(List.of("fuzz/" + name));
      seeds.addAll(List.of(recordings));
      return new Parser(name, eat, seeds);
    }

    /// The seeds' bytes; the empty input is always one.
    List<byte[]> inputs(Path resources) {
      var inputs = new ArrayList<>(List.of(new byte[0]));
      seeds.stream()
          .map(resources::resolve)
          .filter(Files::isDirectory)
          .forEach(folder -> inputs.addAll(files(folder)));
      return inputs;
    }

    private static List<byte[]> files(Path folder) {
      try (Stream<Path> files = Files.list(folder)) {
        return files.sorted().map(Parser::bytes).toList();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static byte[] bytes(Path file) {
      try {
        return Files.readAllBytes(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static final List<Parser> ALL =
      List.of(
          Parser.of("boot-range", NetbootFuzz::range, "fuzz/range"),
          Parser.of("dnsmasq", NetbootFuzz::dnsmasq),
          Parser.of("mac", NetbootFuzz::mac),
          Parser.of("efi-loader", NetbootFuzz::loader),
          Parser.of("memtest", MemtestFuzz::screen, "memtest86plus"),
          Parser.of("boot-script", NetbootFuzz::script),
          Parser.of("range", WebFuzz::range),
          Parser.of("file-name", WebFuzz::fileName),
          Parser.of("forwarded", WebFuzz::forwarded),
          Parser.of("body", ApiFuzz::body));

  /// Those that are tried: all, or the one that `-Dfuzz.only=NAME` names.
  private static final List<Parser> TRIED =
      ALL.stream()
          .filter(each -> System.getProperty("fuzz.only", each.name()).equals(each.name()))
          .toList();

  private EveryParser() {}

  /// Jazzer calls this.
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length > 0 && !TRIED.isEmpty()) {
      Parser parser = TRIED.get(Byte.toUnsignedInt(input[0]) % TRIED.size());
      parser.eat().accept(Arrays.copyOfRange(input, 1, input.length));
    }
  }

  /// Writes what Jazzer begins with.
  ///
  /// @param arguments the folder of the resources, and an empty one
  public static void main(String[] arguments) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int number = 0; number < TRIED.size(); number++) {
      Parser parser = TRIED.get(number);
      for (byte[] input : parser.inputs(Path.of(arguments[0]))) {
        var file = new byte[input.length + 1];
        file[0] = (byte) number;
        System.arraycopy(input, 0, file, 1, input.length);
        files.put(parser.name() + "-" + files.size(), file);
      }
    }
    for (var file : files.entrySet()) {
      Files.write(Path.of(arguments[1]).resolve(file.getKey()), file.getValue());
    }
    System.out.println(String.join(" ", TRIED.stream().map(Parser::name).toList()));
  }
}
