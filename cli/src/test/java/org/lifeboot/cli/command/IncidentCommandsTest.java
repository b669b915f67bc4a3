package org.lifeboot.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
      "deed":"in-work","text":"on it"}]}\
      """;

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

  private static byte[] archive() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      var entry = new ZipEntry("incident.json");
      entry.setTime(0);
      zip.putNextEntry(entry);
      zip.write("{}".getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void oneIsSavedAsAFileAndTheFileIsNeverOverwritten(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("for-the-maker.zip");
    try (FakeManager manager = manager()) {
      manager.sends("GET /api/v1/incidents/17/file", archive());
      Desk desk = Desk.at(manager);

      Outcome saved = desk.run("incident", "save", "17", "--to", file.toString());
      Outcome again = desk.run("incident", "save", "17", "--to", file.toString());

      assertThat(saved.code()).isZero();
      assertThat(saved.out()).isEqualTo(file + ": %d bytes\n".formatted(archive().length));
      assertThat(file).hasBinaryContent(archive());
      assertThat(again.code()).isEqualTo(2);
      assertThat(again.err()).contains("for-the-maker.zip is there already");
      assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }
  }

  @Test
  void aSavedIncidentForScriptsIsTheDocument(@TempDir Path folder) throws IOException {
    try (FakeManager manager = manager()) {
      manager.sends("GET /api/v1/incidents/17/file", archive());
      String file = folder.resolve("17.zip").toString();

      Outcome outcome = Desk.at(manager).run("incident", "save", "17", "--to", file, "--json");

      assertThat(outcome.out()).isEqualTo(INCIDENT + "\n");
    }
  }

  @Test
  void whatIsNoArchiveIsNotKept(@TempDir Path folder) throws IOException {
    try (FakeManager manager = manager()) {
      byte[] half = Arrays.copyOf(archive(), archive().length / 2);
      manager.sends("GET /api/v1/incidents/17/file", half);
      String file = folder.resolve("17.zip").toString();

      Outcome outcome = Desk.at(manager).run("incident", "save", "17", "--to", file);

      assertThat(outcome.code()).isEqualTo(3);
      assertThat(outcome.err()).contains("what came is not an incident's file");
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void aPlaceWhereNoFileCanBeIsRefusedBeforeAnythingIsAsked(@TempDir Path folder)
      throws IOException {
    try (FakeManager manager = manager()) {
      Desk desk = Desk.at(manager);

      Outcome itself = desk.run("incident", "save", "17", "--to", folder.toString());
      Outcome nowhere =
          desk.run("incident", "save", "17", "--to", folder.resolve("no/17.zip").toString());

      assertThat(itself.code()).isEqualTo(2);
      assertThat(itself.err()).contains("is a folder; name a file in it");
      assertThat(nowhere.code()).isEqualTo(2);
      assertThat(nowhere.err()).contains("there is no folder");
      assertThat(manager.requestLines()).isEmpty();
    }
  }

  @Test
  void anIncidentThatIsNotThereLeavesNoFile(@TempDir Path folder) throws IOException {
    try (FakeManager manager = manager()) {
      String file = folder.resolve("99.zip").toString();

      Outcome outcome = Desk.at(manager).run("incident", "save", "99", "--to", file);

      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.err()).contains("looking up incident 99", "not-found");
      assertThat(folder).isEmptyDirectory();
    }
  }
}
