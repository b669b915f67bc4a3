package org.lifeboot.agent.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.agent.claim.Claims;
import org.lifeboot.agent.stack.Ledger.Entry;
import org.lifeboot.agent.stack.Ledger.Kind;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.RecordedTools;

class LedgerTest {

  @TempDir Path folder;

  @Test
  void whatIsAddedIsFoundByWhoComesLater() {
    Ledger ledger = Ledger.open(folder, true, "/mnt", "mounted");
    ledger.add(Entry.of(Kind.CLAIM, "lifeboot-kept-1-1"));
    ledger.add(Entry.of(Kind.VOLUME, "/dev/mapper/a-b", "a", "b", "/dev/x"));

    Ledger found = Ledger.all(folder).getFirst();
    assertThat(found.place()).isEqualTo("/mnt");
    assertThat(found.kept()).isTrue();
    assertThat(found.entries()).isEqualTo(ledger.entries()).hasSize(2);
  }

  @Test
  void withItsLastEntryTheFileGoes() {
    Ledger ledger = Ledger.open(folder, false, "", "");
    Entry entry = ledger.add(Entry.of(Kind.ARRAY, "/dev/md64"));
    ledger.remove(entry);

    assertThat(Ledger.all(folder)).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aDeadProcessLeavesAnOrphanAndAKeptOneIsNone() throws IOException {
    Ledger ledger = Ledger.open(folder, false, "", "");
    ledger.add(Entry.of(Kind.FOLDER, folder.resolve("gone").toString()));
    assertThat(Ledger.all(folder).getFirst().orphaned()).isFalse();

    Path file = folder.resolve(folder.toFile().list()[0]);
    String mine = "\"process\":" + ProcessHandle.current().pid();
    Files.writeString(file, Files.readString(file).replace(mine, "\"process\":4194304999"));
    assertThat(Ledger.all(folder).getFirst().orphaned()).isTrue();
  }

  @Test
  void aTornFileIsNoLedger() throws IOException {
    Files.writeString(folder.resolve("1-1.json"), "{\"process\":1,");

    assertThat(Ledger.all(folder)).isEmpty();
  }

  @Test
  void itIsUndoneFromItsEndAndStopsAtWhatCannotBe() throws IOException {
    Ledger ledger = Ledger.open(folder, true, "/mnt", "");
    Path inner = Files.createDirectories(folder.resolve("inner"));
    ledger.add(Entry.of(Kind.MOUNT, "/"));
    ledger.add(Entry.of(Kind.FOLDER, inner.toString()));
    var tools =
        new RecordedTools().answering("umount", new Outcome.Exited(32, "", "target is busy"));

    var problem = new Undoing(tools, new Claims(tools)).all(ledger);

    assertThat(problem).map(Undoing.Problem::reason).get().asString().contains("target is busy");
    assertThat(inner).doesNotExist();
    assertThat(ledger.entries()).isEqualTo(List.of(Entry.of(Kind.MOUNT, "/")));
  }
}
