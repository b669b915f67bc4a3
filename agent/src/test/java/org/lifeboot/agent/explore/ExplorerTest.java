package org.lifeboot.agent.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.agent.linux.FileTrouble;
import org.lifeboot.agent.linux.RootFolder;
import org.lifeboot.agent.tool.Command;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.ProcessTools;
import org.lifeboot.protocol.ArchiveFormat;
import org.lifeboot.protocol.ExploreOrder.ListFolder;
import org.lifeboot.protocol.ExploreOrder.LookAt;
import org.lifeboot.protocol.ExploreOrder.PackFiles;
import org.lifeboot.protocol.ExploreOrder.ReadFile;
import org.lifeboot.protocol.ExploreOrder.ReadText;
import org.lifeboot.protocol.ExploreOrder.SearchText;
import org.lifeboot.protocol.FileEntry;
import org.lifeboot.protocol.FileKind;
import org.lifeboot.protocol.FolderPage;
import org.lifeboot.protocol.FolderSort;
import org.lifeboot.protocol.GlanceList;
import org.lifeboot.protocol.LogList;
import org.lifeboot.protocol.TextFound;
import org.lifeboot.protocol.TextPage;

class ExplorerTest {

  private static final String VOLUME = "v";

  @TempDir Path outside;
  private Path root;
  private Explorer explorer;

  @BeforeEach
  void open() throws IOException {
    Files.writeString(outside.resolve("secret"), "of the rescue system");
    root = Files.createDirectory(outside.resolve("root"));
    explorer = Explorer.of(root);
  }

  @AfterEach
  void close() {
    explorer.close();
  }

  private FolderPage list(String path, FolderSort sort, boolean descending, String search)
      throws IOException {
    return explorer.list(new ListFolder(VOLUME, path, search, sort, descending, 0, 200, true));
  }

  private List<String> names(String path) throws IOException {
    return list(path, FolderSort.NAME, false, "").entries().stream().map(FileEntry::name).toList();
  }

  private FileEntry only(String path) throws IOException {
    return list(path, FolderSort.NAME, false, "").entries().getFirst();
  }

  private String bytes(String path) throws IOException {
    try (var file = explorer.open(new ReadFile(VOLUME, path, 0, -1, ""))) {
      var out = new ByteArrayOutputStream();
      file.writeTo(out);
      return out.toString(StandardCharsets.UTF_8);
    }
  }

  private static String run(String... words) {
    Outcome outcome = new ProcessTools().run(Command.of(Duration.ofMinutes(2), words));
    assertThat(outcome.problem(String.join(" ", words))).isEmpty();
    return ((Outcome.Exited) outcome).stdout();
  }

  @Test
  void aLinkLeadsToWhereItLeadsInTheMountedSystem() throws IOException {
    Files.writeString(root.resolve("secret"), "of the mounted system");
    Files.createDirectory(root.resolve("a"));
    Files.createSymbolicLink(root.resolve("a/absolute"), Path.of("/secret"));
    Files.createSymbolicLink(root.resolve("a/upwards"), Path.of("../../../../secret"));

    assertThat(bytes("/a/absolute")).isEqualTo("of the mounted system");
    assertThat(bytes("/a/upwards")).isEqualTo("of the mounted system");
  }

  @Test
  void aLinkToWhatIsOnlyInTheRescueSystemLeadsNowhere() throws IOException {
    Files.createSymbolicLink(root.resolve("link"), outside.resolve("secret"));

    assertThat(only("/").leadsTo()).isEqualTo(FileKind.UNKNOWN);
    assertThat(only("/").target()).isEqualTo(outside.resolve("secret").toString());
    assertThatThrownBy(() -> bytes("/link")).isInstanceOf(FileTrouble.class);
  }

  @Test
  void dotsInAPathAreRefused() {
    assertThatThrownBy(() -> bytes("/../secret")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> bytes("/%2e%2e/secret")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> bytes("/a%2Fb")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void linksInACircleEndWithAWord() throws IOException {
    Files.createSymbolicLink(root.resolve("one"), Path.of("two"));
    Files.createSymbolicLink(root.resolve("two"), Path.of("one"));

    assertThatThrownBy(() -> bytes("/one"))
        .isInstanceOfSatisfying(
            FileTrouble.class, trouble -> assertThat(trouble.circles()).isTrue());
    assertThat(names("/")).containsExactly("one", "two");
  }

  @Test
  void aFifoIsShownAndNeverOpened() throws IOException {
    run("mkfifo", root.resolve("fifo").toString());

    assertThat(only("/").kind()).isEqualTo(FileKind.FIFO);
    assertThatThrownBy(() -> bytes("/fifo")).isInstanceOf(RootFolder.NotOpened.class);
  }

  @Test
  void aNameOfAnyBytesIsShownAndCanBeDownloaded() throws IOException {
    run("sh", "-c", "printf it > \"$(printf '%s/a\\n\\033\\377' " + root + ")\"");

    assertThat(names("/")).containsExactly("a%0A%1B%FF");
    assertThat(bytes("/a%0A%1B%FF")).isEqualTo("it");
  }

  @Test
  void foldersComeFirstAndLargeLettersAmongSmallOnes() throws IOException {
    Files.writeString(root.resolve("b"), "12");
    Files.writeString(root.resolve("C"), "1");
    Files.writeString(root.resolve("a"), "123");
    Files.createDirectory(root.resolve("z"));

    assertThat(names("/")).containsExactly("z", "a", "b", "C");
    assertThat(list("/", FolderSort.SIZE, true, "").entries())
        .filteredOn(entry -> entry.kind() == FileKind.FILE)
        .extracting(FileEntry::name)
        .containsExactly("a", "b", "C");
    assertThat(list("/", FolderSort.NAME, false, "c").entries())
        .extracting(FileEntry::name)
        .containsExactly("C");
  }

  @Test
  void aGiantFolderShowsItsFirstPageAtOnceAndAllOfItWhenAsked() throws IOException {
    Path giant = Files.createDirectory(root.resolve("giant"));
    run("sh", "-c", "cd " + giant + " && seq 100000 | xargs touch");

    FolderPage first =
        explorer.list(new ListFolder(VOLUME, "/giant", "", FolderSort.NAME, false, 0, 200, false));
    assertThat(first.entries()).hasSize(200);
    FolderPage last =
        explorer.list(
            new ListFolder(VOLUME, "/giant", "", FolderSort.NAME, false, 99_999, 200, true));
    assertThat(last.known()).isEqualTo(100_000);
    assertThat(last.complete()).isTrue();
    assertThat(last.entries()).extracting(FileEntry::name).containsExactly("99999");
  }

  @Test
  void partOfAFileIsSentAndAChangedOneIsNot() throws IOException {
    Files.writeString(root.resolve("file"), "0123456789");
    String stamp = explorer.lookAt(new LookAt(VOLUME, "/file")).stamp();

    try (var part = explorer.open(new ReadFile(VOLUME, "/file", 3, 4, stamp))) {
      var out = new ByteArrayOutputStream();
      part.writeTo(out);
      assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("3456");
      assertThat(part.lengthBytes()).isEqualTo(4);
    }
    try (var other = explorer.open(new ReadFile(VOLUME, "/file", 3, 4, "another"))) {
      assertThat(other.outOfRange()).isTrue();
    }
    try (var behind = explorer.open(new ReadFile(VOLUME, "/file", 11, -1, ""))) {
      assertThat(behind.outOfRange()).isTrue();
    }
  }

  @Test
  void aTextIsReadInWholeLinesBackAndForth() throws IOException {
    run("sh", "-c", "seq 1 100000 > " + root.resolve("numbers"));
    List<String> paths = List.of("/numbers");

    TextPage end = explorer.read(new ReadText(VOLUME, paths, 0, -1, true));
    assertThat(end.lines().getLast().text()).isEqualTo("100000");
    assertThat(end.last()).isTrue();
    TextPage before = explorer.read(new ReadText(VOLUME, paths, 0, end.offset(), true));
    assertThat(Integer.parseInt(before.lines().getLast().text()) + 1)
        .isEqualTo(Integer.parseInt(end.lines().getFirst().text()));
    TextPage again = explorer.read(new ReadText(VOLUME, paths, 0, before.end(), false));
    assertThat(again.lines().getFirst()).isEqualTo(end.lines().getFirst());
  }

  @Test
  void rotatedLogsAreOneLogWhateverTheyArePackedWith() throws IOException {
    Path logs = Files.createDirectories(root.resolve("var/log"));
    run(
        "sh",
        "-c",
        "cd "
            + logs
            + " && for i in 4 3 2 1; do echo line $i > app.log.$i;"
            + " touch -d \"2026-11-0$((6-i))\" app.log.$i; done; echo line 0 > app.log;"
            + " gzip app.log.4; xz app.log.3; bzip2 app.log.2; zstd -q --rm app.log.1");

    LogList.Log log = explorer.logs().logs().getFirst();
    assertThat(log.name()).isEqualTo("/var/log/app.log");
    assertThat(log.paths())
        .containsExactly(
            "/var/log/app.log.4.gz",
            "/var/log/app.log.3.xz",
            "/var/log/app.log.2.bz2",
            "/var/log/app.log.1.zst",
            "/var/log/app.log");
    TextPage oldest = explorer.read(new ReadText(VOLUME, log.paths(), 0, 0, false));
    assertThat(oldest.lines()).extracting(TextPage.Line::text).containsExactly("line 4");
    TextPage next = explorer.read(new ReadText(VOLUME, log.paths(), 0, oldest.end(), false));
    assertThat(next.lines()).extracting(TextPage.Line::text).containsExactly("line 3");
    TextFound found =
        explorer.search(new SearchText(VOLUME, log.paths(), 4, -1, true, "LINE 2", true));
    assertThat(found.found()).isTrue();
    assertThat(found.piece()).isEqualTo(2);
  }

  @Test
  void aWordIsFoundForwardsAndBackwardsAcrossTheChunks() throws IOException {
    try (var file = new RandomAccessFile(root.resolve("large").toFile(), "rw")) {
      file.setLength(5 << 20);
      file.seek((1 << 20) - 3);
      file.write("needle".getBytes(StandardCharsets.UTF_8));
      file.seek(3 << 20);
      file.write("needle".getBytes(StandardCharsets.UTF_8));
    }
    List<String> paths = List.of("/large");

    TextFound first = explorer.search(new SearchText(VOLUME, paths, 0, 0, false, "needle", false));
    TextFound second =
        explorer.search(
            new SearchText(VOLUME, paths, 0, first.offset() + 1, false, "needle", false));
    TextFound back =
        explorer.search(new SearchText(VOLUME, paths, 0, second.offset(), true, "needle", false));
    TextFound none =
        explorer.search(
            new SearchText(VOLUME, paths, 0, second.offset() + 1, false, "needle", false));

    assertThat(first.offset()).isEqualTo((1 << 20) - 3);
    assertThat(second.offset()).isEqualTo(3 << 20);
    assertThat(back.offset()).isEqualTo(first.offset());
    assertThat(none.finished()).isTrue();
  }

  @Test
  void aPackedFileThatIsDamagedIsShownAsFarAsItGoes() throws IOException {
    run("sh", "-c", "seq 1 200000 | gzip | head -c 100000 > " + root.resolve("cut.gz"));

    TextPage end = explorer.read(new ReadText(VOLUME, List.of("/cut.gz"), 0, -1, true));

    assertThat(end.lines()).isNotEmpty();
    assertThat(end.word()).contains("damaged or cut off");
  }

  private Path packed(String folder, List<String> names, ArchiveFormat format) throws Exception {
    Path file = outside.resolve("packed." + format.suffix());
    try (var out = Files.newOutputStream(file)) {
      explorer.pack(new PackFiles(VOLUME, folder, names, format), out);
    }
    return file;
  }

  private void fill() throws IOException {
    Path home = Files.createDirectories(root.resolve("home/deep"));
    Files.writeString(home.resolve("text"), "words");
    Files.writeString(home.resolve("n".repeat(200)), "long name");
    Files.createSymbolicLink(home.resolve("link"), Path.of("/etc/passwd"));
    run("mkfifo", home.resolve("fifo").toString());
    run("sh", "-c", "printf it > \"$(printf '%s/a\\377' " + home + ")\"");
    try (var file = new RandomAccessFile(home.resolve("sparse").toFile(), "rw")) {
      file.setLength(64 << 20);
      file.seek(32 << 20);
      file.write("middle".getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void aTarHoldsAllButSpecialFilesAndHolesStayHoles() throws Exception {
    fill();
    Path into = Files.createDirectory(outside.resolve("into"));

    Path tar = packed("/home", List.of(), ArchiveFormat.TAR_ZST);
    run("tar", "--zstd", "-xf", tar.toString(), "-C", into.toString());

    assertThat(run("sh", "-c", "cd " + into + "; find . | LC_ALL=C sort | cat -v"))
        .isEqualTo(
            """
            .
            ./LIFEBOOT-LEFT-OUT.txt
            ./home
            ./home/deep
            ./home/deep/a\
            M-^?
            ./home/deep/link
            ./home/deep/nnnn%s
            ./home/deep/sparse
            ./home/deep/text
            """
                .formatted("n".repeat(196)));
    run("cmp", root + "/home/deep/sparse", into + "/home/deep/sparse");
    assertThat(run("stat", "-c", "%b", into + "/home/deep/sparse").strip()).isIn("8", "16");
    assertThat(Files.readSymbolicLink(into.resolve("home/deep/link")))
        .isEqualTo(Path.of("/etc/passwd"));
    assertThat(Files.readString(into.resolve("LIFEBOOT-LEFT-OUT.txt"))).contains("fifo");
  }

  @Test
  void aZipHoldsASelectionWithLinksAsLinks() throws Exception {
    fill();
    Path into = Files.createDirectory(outside.resolve("unzipped"));

    Path zip = packed("/home/deep", List.of("text", "link", "sparse"), ArchiveFormat.ZIP);
    run("unzip", "-q", zip.toString(), "-d", into.toString());

    assertThat(Files.readString(into.resolve("text"))).isEqualTo("words");
    assertThat(Files.readSymbolicLink(into.resolve("link"))).isEqualTo(Path.of("/etc/passwd"));
    run("cmp", root + "/home/deep/sparse", into + "/sparse");
  }

  @Test
  void aFolderThatLoopsThroughLinksIsPackedOnce() throws Exception {
    Files.createDirectories(root.resolve("a/b"));
    Files.createSymbolicLink(root.resolve("a/b/up"), Path.of(".."));

    Path tar = packed("/a", List.of(), ArchiveFormat.TAR_ZST);

    assertThat(run("tar", "--zstd", "-tf", tar.toString())).isEqualTo("a/\na/b/\na/b/up\n");
  }

  /// A file with a file capability, an ACL, an attribute of its own, and a second name.
  private void fillWithAttributes() throws IOException {
    Path home = Files.createDirectories(root.resolve("home"));
    Files.writeString(home.resolve("tool"), "program");
    Files.createLink(home.resolve("same"), home.resolve("tool"));
    run(
        "python3",
        "-c",
        """
        import os, struct, sys
        os.chdir(sys.argv[1])
        os.setxattr("tool", "user.a=b%c", b"x\\0\\ny")
        os.setxattr("tool", "security.capability", struct.pack("<IIIII", 0x02000001, 1 << 10, 0, 0, 0))
        entries = [(1, 6, -1), (2, 4, 1001), (4, 4, -1), (8, 6, 1002), (16, 6, -1), (32, 0, -1)]
        acl = struct.pack("<I", 2) + b"".join(struct.pack("<HHi", *each) for each in entries)
        os.setxattr("tool", "system.posix_acl_access", acl)
        os.setxattr(".", "system.posix_acl_default", acl)
        """,
        home.toString());
  }

  private String attributes(Path file) throws IOException {
    return run(
        "python3",
        "-c",
        "import os, sys; f = sys.argv[1]; print(sorted((n, os.getxattr(f, n)) for n in os.listxattr(f)))",
        file.toString());
  }

  @Test
  void aTarKeepsHardLinksAttributesAclsAndFileCapabilities() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "file capabilities need root");
    fillWithAttributes();
    Path into = Files.createDirectory(outside.resolve("attributes"));

    Path tar = packed("/home", List.of(), ArchiveFormat.TAR_ZST);
    run(
        "tar",
        "--zstd",
        "--xattrs",
        "--xattrs-include=*",
        "--acls",
        "-xf",
        tar.toString(),
        "-C",
        into.toString());

    assertThat(attributes(into.resolve("home/tool")))
        .isEqualTo(attributes(root.resolve("home/tool")))
        .contains("security.capability", "system.posix_acl_access", "user.a=b%c");
    assertThat(attributes(into.resolve("home"))).isEqualTo(attributes(root.resolve("home")));
    assertThat(Files.getAttribute(into.resolve("home/same"), "unix:ino"))
        .isEqualTo(Files.getAttribute(into.resolve("home/tool"), "unix:ino"));
    assertThat(Files.exists(into.resolve("LIFEBOOT-LEFT-OUT.txt"))).isFalse();
  }

  @Test
  void aZipTellsThatItCannotHoldHardLinksAndAttributes() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "file capabilities need root");
    fillWithAttributes();
    Path into = Files.createDirectory(outside.resolve("zipped"));

    Path zip = packed("/home", List.of(), ArchiveFormat.ZIP);
    run("unzip", "-q", zip.toString(), "-d", into.toString());

    assertThat(Files.readString(into.resolve("home/same"))).isEqualTo("program");
    assertThat(Files.readString(into.resolve("LIFEBOOT-LEFT-OUT.txt")))
        .contains("cannot hold hard links: 2 files")
        .contains("cannot hold extended attributes and ACLs: 3 files and folders");
  }

  @Test
  void withoutAJournalTextLogsAreGlancedThroughRotatedAndPackedOnesToo() throws Exception {
    Path logs = Files.createDirectories(root.resolve("var/log"));
    Files.writeString(
        logs.resolve("syslog"),
        """
        2026-11-23T01:02:03.000004+01:00 web kernel: [ 1.0] Out of memory: Killed process 42 (mysqld)
        2026-11-23T02:02:03+01:00 web sshd[1]: kernel panic, says a user
        2026-11-23T03:02:03Z web systemd[1]: nginx.service: Failed with result 'exit-code'.
        """);
    Files.writeString(
        logs.resolve("kern.log"),
        "2026-11-23T01:02:03.000004+01:00 web kernel: [ 1.0] Out of memory: Killed process 42 (mysqld)\n");
    Files.writeString(
        logs.resolve("syslog.2"),
        """
        Dec 30 23:59:58 web kernel: [99.0] Kernel panic - not syncing: Fatal exception
        Jan  2 00:00:01 web kernel: [1.0] blk_update_request: I/O error, dev sda, sector 7
        """);
    run("sh", "-c", "cd " + logs + "; gzip syslog.2; touch -d 2026-01-03T00:00:00Z syslog.2.gz");

    GlanceList glance = explorer.glance();

    assertThat(glance.word()).isEmpty();
    assertThat(glance.signs())
        .extracting(GlanceList.Sign::kind)
        .containsExactly(
            GlanceList.Kind.FAILED_UNIT,
            GlanceList.Kind.OUT_OF_MEMORY,
            GlanceList.Kind.DISK_ERROR,
            GlanceList.Kind.KERNEL_PANIC);
    assertThat(glance.signs().get(1).micros())
        .isEqualTo(
            java.time.Instant.parse("2026-11-23T00:02:03Z").getEpochSecond() * 1_000_000 + 4);
    assertThat(glance.signs().get(3).micros())
        .isEqualTo(java.time.Instant.parse("2025-12-30T23:59:58Z").getEpochSecond() * 1_000_000);
    assertThat(glance.signs().get(3).message()).startsWith("web kernel: [99.0] Kernel panic");
  }
}
