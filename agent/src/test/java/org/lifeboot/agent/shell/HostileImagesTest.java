package org.lifeboot.agent.shell;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboot.agent.link.RunFolder;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.JsonText;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.ProcessTools;

/// Images made to confuse, through the commands as they are typed: one JSON object, an exit code
/// that says what is known, no stack trace, and an end.
@Timeout(120)
class HostileImagesTest {

  private static final JsonType<Object> ANY = Jsonb.builder().build().type(Object.class);
  private static final int SIZE_BYTES = 8 << 20;

  @TempDir Path folder;

  private final ProcessTools tools = new ProcessTools();

  private record Answer(int code, Map<?, ?> json, String text) {}

  private Answer lifeboot(String... words) {
    var printed = new StringWriter();
    int code = Shell.run(new RunFolder(folder), tools, new PrintWriter(printed), words);
    String text = printed.toString();
    assertThat(text).doesNotContain("Exception", "\tat ", "\u001b");
    assertThat(JsonText.read(ANY, text)).isInstanceOf(Map.class);
    return new Answer(code, (Map<?, ?>) JsonText.read(ANY, text), text);
  }

  /// All three, of which none may call it sound without having seen a file system.
  private Answer told(Path image) {
    Answer checked = lifeboot("check", "filesystem", image.toString(), "--json");
    assertThat(checked.json().get("verdict")).isNotEqualTo("passed");
    assertThat(checked.code()).isBetween(1, 2);
    assertThat(lifeboot("check", "surface", image.toString(), "--json").code()).isIn(0, 2);
    return lifeboot("disks", "--json", image.toString());
  }

  private Path image(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("disk.img"), bytes);
  }

  private byte[] partitioned(String table) throws IOException {
    Path image = image(new byte[SIZE_BYTES]);
    Outcome made =
        tools.run(
            new Command(
                java.util.List.of("sfdisk", "--quiet", image.toString()),
                table,
                Duration.ofSeconds(30),
                1 << 16,
                Command.More.DROP));
    assertThat(made.problem("making " + table)).isEmpty();
    return Files.readAllBytes(image);
  }

  private static ByteBuffer words(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void aChainOfLogicalPartitionsThatBitesItsTailHasAnEnd() throws IOException {
    byte[] disk = partitioned("label: dos\n,2M,83\n,,5\n,1M,83\n");
    int extended = words(disk).getInt(446 + 16 + 8) * 512;
    words(disk).putInt(extended + 446 + 16, 0).put(extended + 446 + 20, (byte) 5);
    words(disk).putInt(extended + 446 + 24, 0).putInt(extended + 446 + 28, 1_000);

    assertThat(told(image(disk)).text()).contains("\"table\":\"dos\"");
  }

  @ParameterizedTest
  @ValueSource(ints = {128, 0x10000, 0x7FFFFFFF, -1})
  void aGptOfBillionsOfEntriesIsNotRead(int entries) throws IOException {
    byte[] disk = partitioned("label: gpt\n,1M\n,1M\n");
    for (int at : new int[] {512, SIZE_BYTES - 512}) {
      words(disk).putInt(at + 80, entries).putInt(at + 84, entries == 128 ? 1 << 31 : 128);
      words(disk).putInt(at + 16, 0);
      var sum = new CRC32();
      sum.update(disk, at, 92);
      words(disk).putInt(at + 16, (int) sum.getValue());
    }

    assertThat(told(image(disk)).text()).contains("Its GPT cannot be read");
  }

  @Test
  void partitionsThatOverlapAndLeaveTheDiskAreTold() throws IOException {
    var disk = new byte[SIZE_BYTES];
    int[][] stretches = {{2048, 8000}, {2100, 8000}, {0, 16384}, {-16, -1}};
    for (int i = 0; i < stretches.length; i++) {
      disk[446 + 16 * i + 4] = (byte) 0x83;
      words(disk).putInt(446 + 16 * i + 8, stretches[i][0]);
      words(disk).putInt(446 + 16 * i + 12, stretches[i][1]);
    }
    words(disk).putShort(510, (short) 0xAA55);

    assertThat(told(image(disk)).text()).contains("ends behind the end of what is there");
  }

  @ParameterizedTest
  @ValueSource(strings = {"LABELONE", "LUKS\u00ba\u00be\u0000\u0002", "XFSB", "NTFS    ", "\u0000"})
  void garbageBehindAKnownWordIsNothingThatIsSound(String word) throws IOException {
    var disk = new byte[SIZE_BYTES];
    new Random(5).nextBytes(disk);
    byte[] begin = word.getBytes(ISO_8859_1);
    System.arraycopy(begin, 0, disk, 0, begin.length);
    System.arraycopy(begin, 0, disk, 512, begin.length);

    told(image(disk));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 511, 512, 1023, 1024, 1536, 17_408, 1 << 20, (1 << 20) + 1_080})
  void anImageThatEndsAnywhereIsNoSoundOne(int bytes) throws IOException {
    byte[] disk = partitioned("label: gpt\n,4M\n");

    told(image(Arrays.copyOf(disk, bytes)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0x00, 0x04, 0x18, 0x20, 0x28, 0x4C, 0x58, 0xFE})
  void anExt4ThatClaimsTheImpossibleIsNotSound(int place) throws IOException {
    Path image = image(new byte[SIZE_BYTES]);
    Command make =
        Command.of(
            Duration.ofSeconds(30), "mkfs.ext4", "-q", "-L", "\u001b[31m<b>", image.toString());
    assertThat(tools.run(make).problem("mkfs.ext4")).isEmpty();
    byte[] disk = Files.readAllBytes(image);
    words(disk).putInt(1024 + place, -1);

    Answer checked = lifeboot("check", "filesystem", image(disk).toString(), "--json");

    assertThat(checked.code()).isBetween(0, 2);
    assertThat(lifeboot("disks", "--json", image.toString()).text()).doesNotContain("\u001b");
  }
}
