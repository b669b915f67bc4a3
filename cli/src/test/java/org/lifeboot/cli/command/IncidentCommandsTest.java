package org.lifeboot.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.lifeboot.cli.Desk;
import org.lifeboot.cli.Desk.Outcome;
import org.lifeboot.cli.FakeManager;

class IncidentCommandsTest {

  private static final String INCIDENT =
      """
      {"number":17,"id":"i","serverId":"s","serverName":"web-1","sessionId":"x","checkId":"c",\
      "check":"surface","part":"/dev/sda","partName":"Disk serial S1\\u001b[2J","verdict":"failed",\
      "reason":"2 sectors cannot be read.","state":"in-work","stateBy":"tess",\
      "stateSince":"2026-11-22T17:00:00Z","openedAt":"2026-11-22T16:00:00Z","openedBy":"the owner",\
      "words":"it clicks","thread":[{"number":1,"at":"2026-11-22T17:00:00Z","by":"tess",\
      "deed":"in-work","text":"on it"}]}""";

  private static FakeManager manager() throws IOException {
    return FakeManager.empty()
        .says("GET /api/v1/incidents", 200, "{\"incidents\":[" + INCIDENT + "]}")
        .says("POST /api/v1/incidents", 201, INCIDENT)
        .says("GET /api/v1/incidents/17", 200, INCIDENT)
        .says("PATCH /api/v1/incidents/17", 200, INCIDENT)
        .says("POST /api/v1/incidents/17/comments", 201, INCIDENT);
  }

  @Test
  void incidentsAreListedWithThePartAndItsSerialNumber() throws IOException {
    try (FakeManager manager = manager()) {
      Outcome outcome = Desk.at(manager).run("incident", "list");

      assertThat(outcome.out())
          .contains("17", "in-work", "web-1", "failed", "/dev/sda Disk serial S1\\x1b[2J");
    }
  }

  @Test
  void oneIsShownWithItsThread() throws IOException {
    try (FakeManager manager = manager()) {
      Outcome outcome = Desk.at(manager).run("incident", "show", "17");

      assertThat(outcome.code()).isZero();
      assertThat(outcome.out())
          .contains("State      in-work tess\n")
          .contains("Words      it clicks\n")
          .contains("tess (in-work)\n    on it\n");
      assertThat(Desk.at(manager).run("incident", "show", "17", "--json").out())
          .isEqualTo(INCIDENT + "\n");
    }
  }

  @Test
  void oneIsTakenIntoWorkAndOpenedAgain() throws IOException {
    try (FakeManager manager = manager()) {
      Desk desk = Desk.at(manager);

      assertThat(desk.run("incident", "take", "17").code()).isZero();
      assertThat(manager.request("PATCH /api/v1/incidents/17").body())
          .isEqualTo("{\"state\":\"in-work\",\"words\":\"\"}");
      desk.run("incident", "reopen", "17", "--words", "again");
      assertThat(manager.request("PATCH /api/v1/incidents/17").body())
          .isEqualTo("{\"state\":\"open\",\"words\":\"again\"}");
    }
  }

  @Test
  void oneIsOpenedCommentedAndClosedWithWords() throws IOException {
    try (FakeManager manager = manager()) {
      Desk desk = Desk.at(manager);

      desk.run("incident", "open", "c", "--words", "it clicks");
      desk.run("incident", "comment", "17", "--words", "any news?");
      Outcome closed = desk.run("incident", "close", "17", "--words", "replaced");
      Outcome wordless = desk.run("incident", "close", "17");

      assertThat(closed.code()).isZero();
      assertThat(wordless.code()).isEqualTo(2);
      assertThat(manager.request("POST /api/v1/incidents").body())
          .isEqualTo("{\"checkId\":\"c\",\"words\":\"it clicks\"}");
      assertThat(manager.request("POST /api/v1/incidents/17/comments").body())
          .isEqualTo("{\"words\":\"any news?\"}");
      assertThat(manager.request("PATCH /api/v1/incidents/17").body())
          .isEqualTo("{\"state\":\"closed\",\"words\":\"replaced\"}");
    }
  }
}
