package org.lifeboot.agent.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InRootTest {

  @TempDir Path folder;

  private Path root = Path.of("/");
  private InRoot inside = new InRoot(root);

  @BeforeEach
  void make() throws IOException {
    root = Files.createDirectories(folder.resolve("root")).toRealPath();
    inside = new InRoot(root);
    Files.createDirectories(root.resolve("etc"));
    Files.writeString(root.resolve("etc/hostname"), "inside");
    Files.writeString(folder.resolve("secret"), "outside");
  }

  private void link(String name, String target) throws IOException {
    Files.createSymbolicLink(root.resolve(name), Path.of(target));
  }

  @Test
  void anAbsoluteLinkMeansTheOtherSystemsOwnTree() throws IOException {
    link("link", "/etc/hostname");

    assertThat(inside.resolve("/link")).contains(root.resolve("etc/hostname"));
    assertThat(inside.text("/link", 100)).contains("inside");
  }

  @Test
  void aLinkUpwardsStopsAtTheRoot() throws IOException {
    link("out", "../../../../secret");
    link("up", "../../../..");

    assertThat(inside.resolve("/out")).isEmpty();
    assertThat(inside.resolve("/up")).contains(root);
    assertThat(inside.resolve("/../../secret")).isEmpty();
  }

  @Test
  void linksInACircleAreNothing() throws IOException {
    link("a", "b");
    link("b", "a");

    assertThat(inside.resolve("/a")).isEmpty();
  }

  @Test
  void whatIsNoRegularFileHasNoText() throws IOException {
    link("null", "/etc");

    assertThat(inside.text("/null", 10)).isEmpty();
    assertThat(inside.text("/missing", 10)).isEmpty();
    assertThat(inside.folder("/null")).isTrue();
  }

  @Test
  void aLongFileIsCut() {
    assertThat(inside.text("/etc/hostname", 3)).contains("ins");
  }
}
