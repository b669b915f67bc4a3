package org.lifeboot.manager.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.manager.stream.AgentLine;
import org.lifeboot.manager.stream.Streams;
import org.lifeboot.protocol.ExploreCodec;
import org.lifeboot.protocol.ExploreOrder;
import org.lifeboot.protocol.FileEntry;
import org.lifeboot.protocol.FileKind;
import org.lifeboot.protocol.FolderPage;
import org.lifeboot.protocol.GlanceList;
import org.lifeboot.protocol.JournalPage;
import org.lifeboot.protocol.LogList;
import org.lifeboot.protocol.ManagerMessage.OpenStream;
import org.lifeboot.protocol.StreamAnswer;
import org.lifeboot.protocol.StreamOrder;
import org.lifeboot.protocol.StreamProblem;
import org.lifeboot.protocol.TextFound;
import org.lifeboot.protocol.TextPage;
import org.lifeboot.protocol.VolumeAnswer;
import org.lifeboot.protocol.VolumeList;

/// An Agent with a disk of two volumes, played: what is on it is written here.
final class PlayedDisk implements AgentLine {

  static final String FILE = "0123456789";

  /// Acts on a terminal, hides, and is HTML.
  static final String HOSTILE = "%1B%5B31m%E2%80%AE%3Cb%3Ex%0A%FF";

  private final Streams streams;
  private final ExploreCodec codec = new ExploreCodec();
  private final AtomicInteger lists = new AtomicInteger();

  PlayedDisk(Streams streams) {
    this.streams = streams;
  }

  @Override
  public boolean call(SessionId session, String connection, OpenStream wanted) {
    Thread.ofVirtual().start(() -> bring(wanted));
    return true;
  }

  private void bring(OpenStream wanted) {
    if (!(streams.claim(wanted.id(), wanted.key()) instanceof Streams.Claim.Right(var awaited))
        || !(wanted.order() instanceof StreamOrder.Explore(ExploreOrder look))) {
      return;
    }
    try {
      if (look instanceof ExploreOrder.LookAt(_, String path) && path.equals("/missing")) {
        awaited.bring(
            new StreamAnswer.Declined(StreamProblem.NOT_FOUND, "There is no such file."),
            InputStream.nullInputStream(),
            () -> {});
        return;
      }
      awaited.bring(StreamAnswer.Ready.bytes(), body(look), () -> {});
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private InputStream body(ExploreOrder look) {
    return switch (look) {
      case ExploreOrder.ReadFile(_, String path, long offset, long length, _)
          when path.equals("/breaks") ->
          broken(FILE);
      case ExploreOrder.ReadFile(_, _, long offset, long length, _) ->
          text(
              FILE.substring(
                  (int) offset,
                  (int) (length < 0 ? FILE.length() : Math.min(FILE.length(), offset + length))));
      case ExploreOrder.PackFiles(_, String folder, _, _) when folder.equals("/breaks") ->
          broken("the first part");
      case ExploreOrder.PackFiles(_, String folder, List<String> names, _) -> text(folder + names);
      default -> text(json(look));
    };
  }

  private static InputStream text(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Breaks off behind its first part.
  private static InputStream broken(String first) {
    var end =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the Agent has gone");
          }

          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            throw new IOException("the Agent has gone");
          }
        };
    return new SequenceInputStream(text(first.substring(0, 5)), end);
  }

  private String json(ExploreOrder look) {
    return switch (look) {
      case ExploreOrder.ListVolumes() -> codec.write(VolumeList.class, volumes());
      case ExploreOrder.OpenVolume(String volume) ->
          codec.write(
              VolumeAnswer.class,
              volume.equals("/dev/sda1")
                  ? new VolumeAnswer(true, "")
                  : new VolumeAnswer(
                      false, "in use: /dev/sdb1 is held by Lifeboot's surface scan."));
      case ExploreOrder.OpenRehearsed(String device, _) ->
          codec.write(
              VolumeAnswer.class,
              new VolumeAnswer(
                  device.equals("/dev/sda1"),
                  "The repair is being rehearsed; this takes a while."));
      case ExploreOrder.CloseVolume _ ->
          codec.write(VolumeAnswer.class, new VolumeAnswer(true, ""));
      case ExploreOrder.LookAt(_, String path) ->
          codec.write(
              FileEntry.class,
              entry("x", path.equals("/etc") ? FileKind.FOLDER : FileKind.FILE, FILE.length()));
      case ExploreOrder.ListFolder wanted -> codec.write(FolderPage.class, folder(wanted));
      case ExploreOrder.ReadText _ -> codec.write(TextPage.class, page());
      case ExploreOrder.SearchText wanted ->
          codec.write(
              TextFound.class,
              new TextFound(
                  wanted.words().equals("line 3"),
                  0,
                  21,
                  !wanted.words().equals("line 3"),
                  70,
                  ""));
      case ExploreOrder.ListLogs _ -> codec.write(LogList.class, logs());
      case ExploreOrder.ReadJournal _ -> codec.write(JournalPage.class, journal());
      case ExploreOrder.Glance _ -> codec.write(GlanceList.class, glance());
      case ExploreOrder.UnlockVolume _, ExploreOrder.ReadFile _, ExploreOrder.PackFiles _ ->
          throw new IllegalArgumentException("not played: " + look);
    };
  }

  private VolumeList volumes() {
    return new VolumeList(
        List.of(
            volume("/dev/sda1", "ext4", "root", VolumeList.State.OPEN, List.of("/"), ""),
            volume(
                "/dev/sda2",
                "swap",
                "",
                VolumeList.State.NOTHING,
                List.of(),
                "Swap space: there are no files on it."),
            volume("/dev/sdb1", "xfs", "data", VolumeList.State.CLOSED, List.of("/srv"), ""),
            volume("/dev/sdb2", "crypto_LUKS", "", VolumeList.State.LOCKED, List.of(), ""),
            volume(
                "/dev/sdc1",
                "btrfs",
                "<script>alert(1)</script>",
                VolumeList.State.IN_USE,
                List.of(),
                "Mounted in the rescue system at /mnt."),
            volume(
                "/dev/mapper/luks-1",
                "LVM2_member",
                "",
                VolumeList.State.UNLOCKED,
                List.of(),
                "Part of an LVM volume group; its volumes are listed by themselves."),
            volume(
                "/dev/mapper/group-var",
                "ext4",
                "",
                VolumeList.State.CLOSED,
                List.of("/var of Debian GNU/Linux 13"),
                ""),
            volume(
                "/dev/sdd1#subvolid=257",
                "btrfs",
                "@home",
                VolumeList.State.CLOSED,
                List.of("/home"),
                "")),
        "",
        lists.incrementAndGet() == 1);
  }

  private static VolumeList.Volume volume(
      String device,
      String type,
      String label,
      VolumeList.State state,
      List<String> uses,
      String word) {
    long free = state == VolumeList.State.OPEN ? 30_000_000_000L : -1;
    return new VolumeList.Volume(
        device,
        device,
        "partition of " + device.substring(0, 8),
        type,
        label,
        "",
        120_000_000_000L,
        free,
        state,
        uses,
        word);
  }

  private static FileEntry entry(String name, FileKind kind, long size) {
    return new FileEntry(name, kind, size, size, 1_763_800_000L, 0644, 0, 0, "", kind, "1-a-1.0");
  }

  private static FolderPage folder(ExploreOrder.ListFolder wanted) {
    return new FolderPage(
        List.of(
            entry("etc", FileKind.FOLDER, 4096),
            entry("var", FileKind.FOLDER, 4096),
            entry("notes.txt", FileKind.FILE, 10),
            entry("picture.png", FileKind.FILE, 10),
            entry(HOSTILE, FileKind.FILE, 10),
            entry("initctl", FileKind.FIFO, 0),
            new FileEntry(
                "bin",
                FileKind.LINK,
                7,
                0,
                1_763_800_000L,
                0777,
                0,
                0,
                "usr/bin",
                FileKind.FOLDER,
                "1")),
        wanted.from(),
        1_000_000,
        wanted.whole(),
        wanted.whole() ? "" : "This folder has more than 40,000 entries.");
  }

  private static TextPage page() {
    List<TextPage.Line> lines =
        IntStream.range(0, 10).mapToObj(i -> new TextPage.Line(i * 7L, "line " + i)).toList();
    return new TextPage(0, 0, 70, 5_000_000_000L, true, false, false, lines, "");
  }

  private static LogList logs() {
    return new LogList(
        List.of(
            new LogList.Log(
                "/var/log/syslog",
                List.of("/var/log/syslog.1.gz", "/var/log/syslog"),
                123_456,
                1_763_800_000L)),
        true,
        "");
  }

  private static JournalPage journal() {
    return new JournalPage(
        List.of(
            new JournalPage.Entry(
                1_763_800_000_000_000L, 3, "kernel", "I/O error, dev sda, sector 8", "ab"),
            new JournalPage.Entry(
                1_763_800_000_000_000L, 6, "sshd", "Server listening \u001b[31m", "ab")),
        "s=1;i=2",
        List.of(new JournalPage.Boot("ab12", 1_763_700_000_000_000L, 1_763_800_000_000_000L)),
        "");
  }

  private static GlanceList glance() {
    return new GlanceList(
        List.of(
            new GlanceList.Sign(
                GlanceList.Kind.OUT_OF_MEMORY,
                1_763_800_000_000_000L,
                "Out of memory: Killed process 812 (mysqld)")),
        "");
  }

  /// What the tests call a page.
  static final Map<String, String> PAGES =
      Map.of(
          "volumes", "",
          "folder", "/folder?volume=%2Fdev%2Fsda1&path=%2F",
          "text", "/view?volume=%2Fdev%2Fsda1&path=%2Fnotes.txt",
          "found", "/view?volume=%2Fdev%2Fsda1&path=%2Fnotes.txt&words=line+3&direction=down",
          "hex", "/hex?volume=%2Fdev%2Fsda1&path=%2Fnotes.txt",
          "logs", "/logs?volume=%2Fdev%2Fsda1",
          "log", "/log?volume=%2Fdev%2Fsda1&log=%2Fvar%2Flog%2Fsyslog",
          "journal", "/journal?volume=%2Fdev%2Fsda1");
}
