package org.lifeboot.manager.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Our Redfish client on recorded boards: on those that somebody names, and always on small ones
/// made by hand.
final class RecordedBoardsTest {

  private static final String MOCKUPS = "LIFEBOOT_REDFISH_MOCKUPS";

  @TempDir private static Path keys;
  @TempDir private static Path handmade;

  @TestFactory
  Stream<DynamicNode> everyVerbOnBoardsMadeByHand() {
    HandmadeBoards.writeBelow(handmade);
    return trials(handmade);
  }

  @TestFactory
  Stream<DynamicNode> everyVerbOnRecordedBoards() {
    String folder = System.getenv(MOCKUPS);
    return folder == null ? Stream.of(dynamicTest("none", this::skipped)) : trials(Path.of(folder));
  }

  private void skipped() {
    assumeTrue(false, "no recordings to try: set " + MOCKUPS + " to a folder with mock-ups");
  }

  private static Stream<DynamicNode> trials(Path folder) {
    List<Path> boards = Recording.below(folder);
    assertThat(boards).as("boards below " + folder).isNotEmpty();
    return boards.stream().map(board -> new BoardTrials(board, keys).all());
  }

  @Test
  void aFolderWithoutBoardsIsNotMistakenForSuccess(@TempDir Path empty) throws Exception {
    Files.createDirectories(empty.resolve("board/redfish"));

    assertThatThrownBy(() -> trials(empty)).isInstanceOf(AssertionError.class);
  }
}
