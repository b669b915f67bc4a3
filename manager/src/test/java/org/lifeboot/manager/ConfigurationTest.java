package org.lifeboot.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigurationTest {

  @TempDir Path folder;

  @Test
  void anUnknownKeyFailsTheStartNamingTheNearestKnownOne() throws IOException {
    Files.writeString(folder.resolve("lifeboot.properties"), "mail.smtp.hots=localhost\n");

    assertThatThrownBy(() -> Configuration.load(folder, Map.of()))
        .isInstanceOf(StartFailed.class)
        .hasMessageContaining("\"mail.smtp.hots\"")
        .hasMessageContaining("\"mail.smtp.host\"");
  }

  @Test
  void theCommandLineWinsOverTheFile() throws IOException {
    Files.writeString(folder.resolve("lifeboot.properties"), "web.port=9090\nboot.port=9091\n");

    Configuration configuration = Configuration.load(folder, Map.of("web.port", "9999"));

    assertThat(configuration.port(Setting.WEB_PORT)).isEqualTo(9999);
    assertThat(configuration.port(Setting.BOOT_PORT)).isEqualTo(9091);
    assertThat(configuration.webUrl()).isEqualTo(URI.create("http://127.0.0.1:9999"));
  }

  @Test
  void aWrongValueNamesItsKey() {
    Configuration configuration =
        Configuration.load(folder, Map.of("rescue.choice.minutes", "soon"));

    assertThatThrownBy(configuration::limits).hasMessageContaining("rescue.choice.minutes");
  }

  @Test
  void aSecondManagerIsKeptOutOfADataFolder() {
    try (DataFolder _ = DataFolder.hold(folder)) {
      assertThatThrownBy(() -> DataFolder.hold(folder))
          .isInstanceOf(StartFailed.class)
          .hasMessageContaining("in use by another Manager")
          .hasMessageContaining(String.valueOf(ProcessHandle.current().pid()));
    }
  }
}
