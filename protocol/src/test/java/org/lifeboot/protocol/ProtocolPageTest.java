package org.lifeboot.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// docs/protocol.md is what both ends agree on: its examples are read and written here.
class ProtocolPageTest {

  private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```json (\\w+)\\n(.+?)\\n```$");

  private final Codec codec = new Codec();

  record Example(String kind, String json) {}

  static List<Example> examples() throws IOException {
    String page = Files.readString(Path.of("../docs/protocol.md"));
    return EXAMPLE.matcher(page).results().map(r -> new Example(r.group(1), r.group(2))).toList();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void eachExampleIsReadAndWrittenUnchanged(Example example) {
    String written =
        switch (example.kind()) {
          case "AgentMessage" -> codec.write(codec.agentMessage(example.json()));
          case "ManagerMessage" -> codec.write(codec.managerMessage(example.json()));
          case "StreamAnswer" -> codec.write(codec.streamAnswer(example.json()));
          case "StreamWord" -> codec.write(codec.streamWord(example.json()));
          case "sessionFile" -> codec.write(codec.sessionFile(example.json()));
          default -> "an example of an unknown kind: " + example.kind();
        };

    assertThat(written).isEqualTo(example.json());
  }

  @Test
  void everyKindOfMessageHasAnExample() throws IOException {
    var shown = new TreeSet<String>();
    for (Example example : examples()) {
      switch (example.kind()) {
        case "AgentMessage" -> shown.addAll(names(codec.agentMessage(example.json())));
        case "ManagerMessage" -> shown.addAll(names(codec.managerMessage(example.json())));
        case "StreamAnswer" -> shown.addAll(names(codec.streamAnswer(example.json())));
        case "StreamWord" -> shown.addAll(names(codec.streamWord(example.json())));
        default -> {}
      }
    }

    assertThat(shown)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(
                    AgentMessage.class,
                    AgentEvent.class,
                    ManagerMessage.class,
                    AgentCommand.class,
                    StreamOrder.class,
                    StreamAnswer.class,
                    StreamWord.class)
                .flatMap(ProtocolPageTest::messages)
                .map(Class::getSimpleName)
                .toList());
  }

  private static Stream<Class<?>> messages(Class<?> kind) {
    return Arrays.stream(kind.getPermittedSubclasses())
        .flatMap(type -> type.isSealed() ? messages(type) : Stream.of(type));
  }

  private static List<String> names(Object message) {
    return switch (message) {
      case AgentMessage.Numbered numbered -> names(numbered, numbered.event());
      case ManagerMessage.Command command -> names(command, command.command());
      case ManagerMessage.OpenStream open -> names(open, open.order());
      default -> List.of(message.getClass().getSimpleName());
    };
  }

  private static List<String> names(Object outer, Object inner) {
    return List.of(outer.getClass().getSimpleName(), inner.getClass().getSimpleName());
  }

  @Test
  void everyRefusalCodeIsExplained() throws IOException {
    String page = Files.readString(Path.of("../docs/protocol.md"));

    assertThat(RefusalCode.values())
        .allSatisfy(code -> assertThat(page).contains("| `" + code + "` |"));
  }

  @Test
  void everyProblemOfAStreamIsExplained() throws IOException {
    String page = Files.readString(Path.of("../docs/protocol.md"));

    assertThat(StreamProblem.values())
        .allSatisfy(problem -> assertThat(page).contains("| `" + problem + "` |"));
  }
}
