package org.lifeboot.manager.netboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageCatalogTest {

  @TempDir Path folder;

  @Test
  void aCompleteImageIsReady() throws Exception {
    TestImage.small(folder);

    assertThat(image()).isInstanceOf(ImageCatalog.Answer.Ready.class);
  }

  @Test
  void anImageThatIsNotBuiltIsSaidWithWhatToRun() {
    assertThat(missing())
        .contains("there is no " + folder.resolve("image.json"), "./lifeboot image");
  }

  @Test
  void anImageFolderThatIsNotSetIsSaid() {
    var answer = new ImageCatalog(Path.of("")).image();

    assertThat(((ImageCatalog.Answer.Missing) answer).reason()).contains("image.folder is not set");
  }

  @Test
  void aFileThatWasCutShortIsNoticed() throws Exception {
    TestImage.small(folder);
    Files.write(folder.resolve("filesystem.squashfs"), new byte[10]);

    assertThat(missing()).contains("has 10 bytes where image.json says 300000");
  }

  @Test
  void aFileThatIsMissingIsNamed() throws Exception {
    TestImage.small(folder);
    Files.delete(folder.resolve("initrd.img"));

    assertThat(missing()).contains("has no initrd.img");
  }

  @Test
  void anImageWithMemtestOffersIt() throws Exception {
    TestImage.withMemtest(folder);

    assertThat(new ImageCatalog(folder).memtest()).isInstanceOf(ImageCatalog.Answer.Ready.class);
  }

  @Test
  void anImageThatWasBuiltWithoutMemtestStillBootsTheRescueSystemAndSaysToBuildItAnew()
      throws Exception {
    TestImage.small(folder);

    assertThat(image()).isInstanceOf(ImageCatalog.Answer.Ready.class);
    var answer = (ImageCatalog.Answer.Missing) new ImageCatalog(folder).memtest();
    assertThat(answer.reason()).contains("was built without it", "Build the image anew");
  }

  @Test
  void aMemtestThatWasCutShortIsNotOffered() throws Exception {
    TestImage.withMemtest(folder);
    Files.write(folder.resolve("memtest.efi"), new byte[10]);

    assertThat(new ImageCatalog(folder).memtest()).isInstanceOf(ImageCatalog.Answer.Missing.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "{}",
        "{\"id\":\"../../etc\",\"kernelArguments\":\"a\",\"kernel\":\"6\",\"files\":{}}",
        "{\"id\":\"0123456789abcdef\",\"kernelArguments\":\"a\\nboot\",\"kernel\":\"6\",\"files\":{}}",
        "{\"id\":\"0123456789abcdef\",\"kernelArguments\":\"a ${b}\",\"kernel\":\"6\",\"files\":{}}",
        "{\"id\":\"0123456789abcdef\",\"kernelArguments\":\"a\",\"kernel\":\"6\",\"files\":{\"vmlinuz\":{}}}"
      })
  void aDescriptionThatIsNotOneIsRefused(String json) throws Exception {
    TestImage.small(folder);
    Files.writeString(folder.resolve("image.json"), json);

    assertThat(missing()).contains("No rescue system to boot");
  }

  private ImageCatalog.Answer image() {
    return new ImageCatalog(folder).image();
  }

  private String missing() {
    return ((ImageCatalog.Answer.Missing) image()).reason();
  }
}
