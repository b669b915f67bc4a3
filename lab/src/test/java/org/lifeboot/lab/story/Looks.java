package org.lifeboot.lab.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.lifeboot.lab.manager.Api;
import org.lifeboot.lab.process.Json;
import org.lifeboot.lab.process.Patience;

/// The API of one server's volumes.
record Looks(Api api, String session) {

  private String path(String what, String device, String more) {
    return "/sessions/"
        + session
        + "/volumes/"
        + what
        + "?volume="
        + URLEncoder.encode(device, StandardCharsets.UTF_8)
        + more;
  }

  void open(String device) {
    Json answer = api.post("/sessions/" + session + "/volumes/open", Map.of("volume", device));
    assertThat(answer.text("done")).as(answer.toString()).isEqualTo("true");
  }

  Json tried(String volume, String passphrase) {
    return api.post(
        "/sessions/" + session + "/volumes/open",
        Map.of("volume", volume, "passphrase", passphrase));
  }

  void opensRehearsed(String plan) {
    assertThat(
            Patience.untilTrue(
                RescuedServer.CHECK,
                () ->
                    api.post("/sessions/" + session + "/volumes/rehearsed", Map.of("check", plan))
                        .text("done")
                        .equals("true")))
        .as("what the repair would leave is opened")
        .isTrue();
  }

  /// Until what is on all disks, and what each volume is for, is found out.
  void awaitAll() {
    assertThat(
            Patience.untilTrue(
                RescuedServer.CHECK, () -> volumes().text("looking").equals("false")))
        .as("all volumes are looked through")
        .isTrue();
  }

  Json row(String device) {
    return volumes()
        .each("volumes")
        .filter(row -> row.text("device").equals(device))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no " + device));
  }

  String uses(String device) {
    return row(device).at("uses").toString();
  }

  void tellsTheLastLine(String volume, String path) {
    String more = "&path=" + URLEncoder.encode(path, StandardCharsets.UTF_8);
    assertThat(new String(bytes("file", volume, more), StandardCharsets.UTF_8))
        .as("what is in the journal alone, of " + volume)
        .isEqualTo("in the journal alone\n");
  }

  void close(String device) {
    Json answer = api.post("/sessions/" + session + "/volumes/close", Map.of("volume", device));
    assertThat(answer.text("done")).as(answer.toString()).isEqualTo("true");
  }

  Json volumes() {
    return api.get("/sessions/" + session + "/volumes");
  }

  Json get(String what, String device, String more) {
    return api.get(path(what, device, more));
  }

  byte[] bytes(String what, String device, String more) {
    return api.bytes(path(what, device, more));
  }
}
