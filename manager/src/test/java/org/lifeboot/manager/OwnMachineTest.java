package org.lifeboot.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.manager.audit.Who;
import org.lifeboot.manager.server.MacAddress;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.session.NetbootChoice;
import org.lifeboot.manager.session.Session;
import org.lifeboot.manager.session.SessionWorld;
import org.lifeboot.manager.store.StoreSettings;
import org.lifeboot.protocol.Codec;

/// The Manager of the medium and the machine that it runs on.
final class OwnMachineTest {

  private static final MacAddress CARD = new MacAddress("52:54:00:00:00:01");

  @TempDir private Path folder;
  private SessionWorld world;
  private OwnMachine machine;

  @BeforeEach
  void open() {
    world = SessionWorld.open(new StoreSettings.Sqlite(folder), Clock.systemUTC());
    machine =
        new OwnMachine(folder.resolve("run"), world.servers(), world.sessions(), world.boots());
  }

  @AfterEach
  void close() {
    world.close();
  }

  private Server server() {
    return world.servers().get("this-machine");
  }

  private Session session() {
    return world.sessions().newestOf(server().id()).orElseThrow();
  }

  private Path file() {
    return folder.resolve("run/session.json");
  }

  @Test
  void itsAgentFindsASessionFileThatNobodyElseCanRead() throws IOException {
    machine.begin(List.of(CARD));

    var file = new Codec().sessionFile(Files.readString(file()));
    assertThat(server().macAddresses()).containsExactly(CARD);
    assertThat(file.sessionId()).isEqualTo(session().id().text());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    assertThat(folder.resolve("run")).isDirectoryContaining("glob:**session.json");
  }

  @Test
  void aManagerThatStartsAgainBeginsNoSecondSession() throws IOException {
    machine.begin(List.of(CARD));
    String first = Files.readString(file());

    machine.begin(List.of(CARD));

    assertThat(Files.readString(file())).isEqualTo(first);
  }

  @Test
  void aManagerThatWasKilledBeforeTheFileWasWrittenWritesItTheNextTime() throws IOException {
    machine.begin(List.of(CARD));
    String session = session().id().text();
    Files.delete(file());

    machine.begin(List.of(CARD));

    assertThat(new Codec().sessionFile(Files.readString(file())).sessionId()).isEqualTo(session);
  }

  @Test
  void whatItsOwnerHasEndedIsNotBegunAnew() throws IOException {
    machine.begin(List.of(CARD));
    String session = session().id().text();
    world
        .sessions()
        .chooseNetboot(server().id(), new NetbootChoice.Disk(), new Who("admin", "192.0.2.7"));

    machine.begin(List.of(CARD));

    assertThat(session().id().text()).isEqualTo(session);
  }

  @Test
  void aMachineWithoutANetworkCardIsRescuedToo() {
    machine.begin(List.of());

    assertThat(file()).exists();
    assertThat(server().macAddresses()).hasSize(1);
  }

  @Test
  void onlyRealNetworkCardsAreCounted() throws IOException {
    card("eth0", "52:54:00:00:00:02\n", true);
    card("lo", "00:00:00:00:00:00\n", false);
    card("bond0", "52:54:00:00:00:02\n", false);
    card("ib0", "80:00:02:08:fe:80:00:00:00:00:00:00:00:02:c9:03:00:0b:0f:05\n", true);

    assertThat(OwnMachine.cards(folder)).containsExactly(new MacAddress("52:54:00:00:00:02"));
    assertThat(OwnMachine.cards(folder.resolve("nothing"))).isEmpty();
  }

  private void card(String name, String address, boolean real) throws IOException {
    Path card = folder.resolve("class/net").resolve(name);
    Files.createDirectories(real ? card.resolve("device") : card);
    Files.writeString(card.resolve("address"), address);
  }

  @Test
  void whatItCannotKeepIsNotPromised() {
    assertThat(new OwnBootFiles().rescueProblem()).hasValueSatisfying(this::saysWhatToDo);
    assertThat(new OwnBootFiles().memtestProblem()).hasValueSatisfying(this::saysWhatToDo);
  }

  private void saysWhatToDo(String reason) {
    assertThat(reason).contains("from the medium", "ends when it restarts");
  }
}
