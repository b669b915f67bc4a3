package org.lifeboot.manager.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.avaje.jsonb.Jsonb;
import java.util.List;
import org.junit.jupiter.api.Test;

class PowerSettingsTest {

  private final Jsonb jsonb = Jsonb.builder().build();

  @Test
  void aQemuServerIsWrittenAsTheApiSays() {
    var settings = new PowerSettings.Qemu("/run/vm/qmp.sock");

    assertThat(jsonb.type(PowerSettings.class).toJson(settings))
        .isEqualTo("{\"driver\":\"qemu\",\"socket\":\"/run/vm/qmp.sock\"}");
  }

  @Test
  void commandsThatAreLeftOutAreNotOffered() {
    var settings =
        jsonb
            .type(PowerSettings.class)
            .fromJson("{\"driver\":\"command\",\"hard\":[\"pdu\",\"7\"]}");

    assertThat(settings)
        .isEqualTo(
            new PowerSettings.Command(
                List.of(), List.of("pdu", "7"), List.of(), List.of(), List.of()));
    assertThat(settings.offersSoftReboot()).isFalse();
  }

  @Test
  void everyKindComesBackFromItsJson() {
    var all =
        List.of(
            new PowerSettings.Qemu("/q"),
            new PowerSettings.Command(
                List.of("s"), List.of("h", "1"), List.of("n"), List.of("f"), List.of("t")),
            new PowerSettings.None());

    var back =
        all.stream()
            .map(settings -> jsonb.type(PowerSettings.class).toJson(settings))
            .map(json -> jsonb.type(PowerSettings.class).fromJson(json))
            .toList();

    assertThat(back).isEqualTo(all);
  }

  @Test
  void aSocketMustBeAnAbsolutePath() {
    assertThatThrownBy(() -> new PowerSettings.Qemu("qmp.sock"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("absolute path");
  }

  @Test
  void aCommandDriverWithoutAnyRebootIsRefused() {
    assertThatThrownBy(
            () ->
                new PowerSettings.Command(
                    List.of(), List.of(), List.of("on"), List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("name a command for 'hard'");
  }
}
