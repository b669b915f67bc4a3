package org.lifeboot.agent.work;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.lifeboot.agent.explore.Explorer;
import org.lifeboot.agent.linux.FileTrouble;
import org.lifeboot.agent.linux.RootFolder;
import org.lifeboot.agent.look.Looks;
import org.lifeboot.agent.stream.Opened;
import org.lifeboot.agent.stream.StreamSource;
import org.lifeboot.agent.tool.HostileText;
import org.lifeboot.protocol.ExploreCodec;
import org.lifeboot.protocol.ExploreOrder;
import org.lifeboot.protocol.FileEntry;
import org.lifeboot.protocol.FolderPage;
import org.lifeboot.protocol.GlanceList;
import org.lifeboot.protocol.JournalPage;
import org.lifeboot.protocol.LogList;
import org.lifeboot.protocol.StreamAnswer;
import org.lifeboot.protocol.StreamProblem;
import org.lifeboot.protocol.TextFound;
import org.lifeboot.protocol.TextPage;
import org.lifeboot.protocol.VolumeAnswer;
import org.lifeboot.protocol.VolumeList;

/// Where an order to look into a server's disks becomes an answer. Thread-safe.
public final class ExploreSources {

  private static final String JSON = "application/json";
  private static final String BYTES = "application/octet-stream";
  private static final int LONGEST_PASSPHRASE = 8 << 10;

  private final Looks looks;
  private final ExploreCodec codec = new ExploreCodec();

  public ExploreSources(Looks looks) {
    this.looks = looks;
  }

  /// What carries the order out, once.
  public StreamSource of(ExploreOrder order) {
    return () -> {
      try {
        return open(order);
      } catch (FileTrouble trouble) {
        return declined(trouble);
      } catch (RootFolder.NotOpened other) {
        return Opened.Declines.because(
            StreamProblem.WRONG_KIND,
            "This is no file but a "
                + other.kind().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')
                + ", which is never opened.");
      } catch (IllegalArgumentException wrong) {
        return Opened.Declines.because(
            StreamProblem.NOT_FOUND, HostileText.line(String.valueOf(wrong.getMessage())));
      }
    };
  }

  private static Opened declined(FileTrouble trouble) {
    if (trouble.missing()) {
      return Opened.Declines.because(
          StreamProblem.NOT_FOUND, "There is no such file or folder on this volume.");
    }
    if (trouble.circles()) {
      return Opened.Declines.because(
          StreamProblem.NOT_FOUND, "This link leads in a circle: there is nothing behind it.");
    }
    String words = HostileText.line(String.valueOf(trouble.getMessage()));
    return Opened.Declines.because(
        StreamProblem.UNREADABLE,
        trouble.damaged()
            ? "The drive or its file system is damaged here: " + words
            : "It cannot be read: " + words);
  }

  private Opened open(ExploreOrder order) throws IOException, InterruptedException {
    return switch (order) {
      case ExploreOrder.ListVolumes() -> json(VolumeList.class, looks.list());
      case ExploreOrder.OpenVolume(String volume) ->
          json(VolumeAnswer.class, looks.open(volume, ""));
      case ExploreOrder.CloseVolume(String volume) -> json(VolumeAnswer.class, looks.close(volume));
      case ExploreOrder.UnlockVolume(String volume) -> unlocking(volume);
      case ExploreOrder.OpenRehearsed(String device, String fingerprint) ->
          json(VolumeAnswer.class, looks.openRehearsed(device, fingerprint));
      case ExploreOrder.LookAt wanted ->
          with(wanted.volume(), FileEntry.class, explorer -> explorer.lookAt(wanted));
      case ExploreOrder.ListFolder wanted ->
          with(wanted.volume(), FolderPage.class, explorer -> explorer.list(wanted));
      case ExploreOrder.ReadText wanted ->
          with(wanted.volume(), TextPage.class, explorer -> explorer.read(wanted));
      case ExploreOrder.SearchText wanted ->
          with(wanted.volume(), TextFound.class, explorer -> explorer.search(wanted));
      case ExploreOrder.ListLogs(String volume) ->
          with(volume, LogList.class, explorer -> explorer.logs());
      case ExploreOrder.ReadJournal wanted ->
          with(wanted.volume(), JournalPage.class, explorer -> explorer.journal(wanted));
      case ExploreOrder.Glance(String volume) ->
          with(volume, GlanceList.class, explorer -> explorer.glance());
      case ExploreOrder.ReadFile wanted -> file(wanted);
      case ExploreOrder.PackFiles wanted -> archive(wanted);
    };
  }

  /// What a look gives.
  @FunctionalInterface
  private interface Seeing<T> {
    T of(Explorer explorer) throws IOException, InterruptedException;
  }

  private <T> Opened with(String volume, Class<T> type, Seeing<T> seeing)
      throws IOException, InterruptedException {
    Optional<Looks.Lease> lease = looks.useOrOpen(volume);
    if (lease.isEmpty()) {
      return notOpen(volume);
    }
    try (Looks.Lease held = lease.get()) {
      return json(type, seeing.of(held.explorer()));
    }
  }

  /// A volume that was let go of is opened again; what that takes is said here.
  private Opened notOpen(String volume) {
    boolean locked =
        looks.list().volumes().stream()
            .filter(each -> each.key().equals(volume))
            .anyMatch(each -> each.state() == VolumeList.State.LOCKED);
    return locked
        ? Opened.Declines.because(
            StreamProblem.LOCKED, "This volume is locked: it takes its passphrase first.")
        : Opened.Declines.because(
            StreamProblem.IN_USE,
            "This volume is not open: it has gone, or somebody else holds it. The list of volumes says who.");
  }

  private <T> Opened json(Class<T> type, T answer) {
    byte[] bytes = codec.write(type, answer).getBytes(StandardCharsets.UTF_8);
    return new Opened.Sends(
        new StreamAnswer.Ready(bytes.length, JSON, Map.of()), out -> out.write(bytes));
  }

  private Opened unlocking(String volume) {
    return new Opened.Talks(
        new StreamAnswer.Ready(-1, JSON, Map.of()),
        line -> {
          var in = new BufferedReader(new InputStreamReader(line.in(), StandardCharsets.UTF_8));
          VolumeAnswer answer = looks.open(volume, passphrase(in));
          line.out()
              .write(codec.write(VolumeAnswer.class, answer).getBytes(StandardCharsets.UTF_8));
          return "answered";
        });
  }

  private static String passphrase(BufferedReader in) throws IOException {
    var text = new StringBuilder();
    for (int each = in.read(); each >= 0 && each != '\n'; each = in.read()) {
      if (text.length() >= LONGEST_PASSPHRASE) {
        throw new IOException("this is too long for a passphrase");
      }
      text.append((char) each);
    }
    return text.toString();
  }

  private Opened file(ExploreOrder.ReadFile wanted) throws IOException {
    Optional<Looks.Lease> lease = looks.useOrOpen(wanted.volume());
    if (lease.isEmpty()) {
      return notOpen(wanted.volume());
    }
    Explorer.Sending sending;
    try {
      sending = lease.get().explorer().open(wanted);
    } catch (IOException | RuntimeException e) {
      lease.get().close();
      throw e;
    }
    if (sending.outOfRange()) {
      try (var _ = lease.get();
          sending) {
        return Opened.Declines.because(
            StreamProblem.OUT_OF_RANGE, "The file has changed, or is not that long.");
      }
    }
    return new Opened.Sends(
        new StreamAnswer.Ready(sending.lengthBytes(), BYTES, Map.of()),
        new Held(lease.get(), sending));
  }

  /// A file's bytes, and the volume that they lie on.
  private record Held(Looks.Lease lease, Explorer.Sending sending) implements Opened.Body {
    @Override
    public void writeTo(OutputStream out) throws IOException {
      sending.writeTo(out);
    }

    @Override
    public void close() {
      try (lease) {
        sending.close();
      }
    }
  }

  private Opened archive(ExploreOrder.PackFiles wanted) throws IOException {
    Optional<Looks.Lease> lease = looks.useOrOpen(wanted.volume());
    if (lease.isEmpty()) {
      return notOpen(wanted.volume());
    }
    try {
      lease.get().explorer().requireFolder(wanted.folder());
    } catch (IOException | RuntimeException e) {
      lease.get().close();
      throw e;
    }
    return new Opened.Sends(
        new StreamAnswer.Ready(-1, BYTES, Map.of()), new Packed(lease.get(), wanted));
  }

  /// An archive that is made while it is sent.
  private record Packed(Looks.Lease lease, ExploreOrder.PackFiles wanted) implements Opened.Body {
    @Override
    public void writeTo(OutputStream out) throws IOException, InterruptedException {
      lease.explorer().pack(wanted, out);
    }

    @Override
    public void close() {
      lease.close();
    }
  }
}
