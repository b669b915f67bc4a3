package org.lifeboot.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.lifeboot.cli.Desk;
import org.lifeboot.cli.Desk.Outcome;
import org.lifeboot.cli.Documents;
import org.lifeboot.cli.FakeManager;

class SessionCheckCommandTest {

  private static final String CHECKS = "/api/v1/sessions/" + Documents.SESSION_ID + "/checks";
  private static final String REPORT = "/api/v1/sessions/" + Documents.SESSION_ID + "/report";

  private static final String WAITING = check("1", "\"state\":\"waiting\"");
  private static final String RUNNING =
      check(
          "1",
          "\"state\":\"running\",\"progress\":{\"part\":\"\",\"step\":\"reading\",\"percent\":40,"
              + "\"secondsLeft\":65,\"heardAt\":\"2026-11-22T18:02:00Z\"}");
  private static final String PASSED =
      check("1", "\"state\":\"ended\",\"verdict\":\"passed\",\"reason\":\"All was read.\"");
  private static final String FAILED =
      check(
          "1",
          "\"state\":\"ended\",\"verdict\":\"failed\",\"reason\":\"8 sectors\\u001b[2J are dead.\"");

  private static String check(String id, String rest) {
    return """
        {"id":"%s","check":"surface","target":"/dev/sda","targetName":"EXAMPLE serial X1",%s}"""
        .formatted(id, rest);
  }

  private static String list(String check) {
    return "{\"checks\":[" + check + "]}";
  }

  private static FakeManager world(String... looks) throws IOException {
    FakeManager manager = FakeManager.withSession(Documents.ACTIVE);
    manager.says("POST " + CHECKS, 201, list(WAITING));
    for (String look : looks) {
      manager.says("GET " + CHECKS, 200, list(look));
    }
    return manager;
  }

  @Test
  void everythingIsCheckedUnlessSaidOtherwiseAndTheVerdictsAreWaitedFor() throws IOException {
    try (FakeManager manager = world(WAITING, RUNNING, PASSED)) {
      Outcome outcome = Desk.at(manager).run("session", "check", "demo-1");

      assertThat(outcome.code()).isZero();
      assertThat(outcome.out())
          .isEqualTo("PASSED  surface:/dev/sda (EXAMPLE serial X1): All was read.\n");
      assertThat(manager.request("POST " + CHECKS).body()).isEqualTo("{\"all\":true}");
    }
  }

  @Test
  void aCheckThatDidNotPassHasAnExitCodeOfItsOwnAndHostileTextIsHarmless() throws IOException {
    try (FakeManager manager = world(FAILED)) {
      Outcome outcome = Desk.at(manager).run("session", "check", "demo-1", "surface:/dev/sda");

      assertThat(outcome.code()).isEqualTo(6);
      assertThat(outcome.out()).startsWith("FAILED  ").doesNotContain("\u001b");
    }
  }

  @Test
  void eachKindIsAskedForInItsOwnWords() throws IOException {
    try (FakeManager manager = world()) {
      Desk.at(manager)
          .run(
              "session",
              "check",
              "demo-1",
              "--no-wait",
              "smart:/dev/sda:long",
              "processors:10",
              "memory:thorough",
              "raid");

      assertThat(manager.request("POST " + CHECKS).body())
          .isEqualTo(
              """
              {"checks":[{"check":"smart","target":"/dev/sda","selfTest":"long"},\
              {"check":"processors","minutes":10},{"check":"memory","level":"thorough"},\
              {"check":"raid"}]}""");
    }
  }

  @Test
  void aWordThatIsNoCheckIsRefusedAndNothingIsSent() throws IOException {
    try (FakeManager manager = world()) {
      Outcome outcome = Desk.at(manager).run("session", "check", "demo-1", "smell");

      assertThat(outcome.code()).isEqualTo(2);
      assertThat(outcome.err()).contains("\"smell\" is no check; there are smart:DEVICE");
      assertThat(manager.requestLines()).isEmpty();
    }
  }

  @Test
  void aDeviceThatIsMissingIsAskedFor() throws IOException {
    try (FakeManager manager = world()) {
      assertThat(Desk.at(manager).run("session", "check", "demo-1", "surface").err())
          .contains("surface needs a device: surface:/dev/sda");
    }
  }

  @Test
  void theReportIsATableAndWithJsonTheWholeDocument() throws IOException {
    try (FakeManager manager = world(FAILED)) {
      manager.says("GET " + REPORT, 200, "{\"verdict\":\"failed\",\"checks\":[]}");

      assertThat(Desk.at(manager).run("session", "report", "demo-1").out())
          .contains("VERDICT", "failed", "surface", "/dev/sda EXAMPLE serial X1");
      assertThat(Desk.at(manager).run("session", "report", "demo-1", "--json").out())
          .isEqualTo("{\"verdict\":\"failed\",\"checks\":[]}\n");
    }
  }

  @Test
  void allChecksThatAreNotOverAreCancelled() throws IOException {
    try (FakeManager manager = world(RUNNING)) {
      manager.says("POST /api/v1/checks/1/cancel", 202, RUNNING);

      Outcome outcome = Desk.at(manager).run("session", "cancel", "demo-1");

      assertThat(outcome.code()).isZero();
      assertThat(outcome.err()).contains("Cancelled: surface:/dev/sda");
      assertThat(manager.requestLines()).contains("POST /api/v1/checks/1/cancel");
    }
  }
}
