package org.lifeboot.manager.explore;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.lifeboot.manager.audit.Audit;
import org.lifeboot.manager.audit.Who;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.manager.stream.Conversation;
import org.lifeboot.manager.stream.Incoming;
import org.lifeboot.manager.stream.SmallAnswer;
import org.lifeboot.manager.stream.Streams;
import org.lifeboot.protocol.ExploreCodec;
import org.lifeboot.protocol.ExploreOrder;
import org.lifeboot.protocol.StreamOrder;
import org.lifeboot.protocol.VolumeAnswer;

/// Asks a rescued server's Agent to look into its disks. Nothing of the answers is stored. What
/// comes back is hostile text. Thread-safe.
public final class Explorations {

  private static final int LONGEST_PASSPHRASE = 4_096;

  private final Streams streams;
  private final Audit audit;
  private final ExploreCodec codec = new ExploreCodec();

  public Explorations(Streams streams, Audit audit) {
    this.streams = streams;
    this.audit = audit;
  }

  /// Asks for a small answer.
  ///
  /// @param type that the order is answered by
  /// @throws Problem as [Streams#open]
  public <T> T ask(SessionId session, ExploreOrder order, Class<T> type) {
    SmallAnswer answer =
        streams.ask(session, new StreamOrder.Explore(order), ExploreCodec.MOST_ANSWER_BYTES);
    return read(type, answer.text());
  }

  private <T> T read(Class<T> type, String json) {
    try {
      return codec.read(type, json);
    } catch (IllegalArgumentException e) {
      throw new Problem(
          ProblemCode.AGENT_FAILED,
          "The rescued server's answer makes no sense: " + e.getMessage());
    }
  }

  /// Opens a volume.
  ///
  /// @param passphrase of a locked one, which is not kept; else empty
  public VolumeAnswer open(SessionId session, Who who, String volume, String passphrase) {
    VolumeAnswer answer =
        passphrase.isEmpty()
            ? ask(session, new ExploreOrder.OpenVolume(volume), VolumeAnswer.class)
            : unlock(session, volume, passphrase);
    audit.add(
        who, "volume-opened", session.text(), volume + (answer.done() ? "" : ": " + answer.word()));
    return answer;
  }

  private VolumeAnswer unlock(SessionId session, String volume, String passphrase) {
    if (passphrase.length() > LONGEST_PASSPHRASE || passphrase.indexOf('\n') >= 0) {
      return new VolumeAnswer(false, "This passphrase does not open the volume.");
    }
    var order = new StreamOrder.Explore(new ExploreOrder.UnlockVolume(volume));
    try (Conversation talk = streams.talk(session, order)) {
      talk.out().write((passphrase + "\n").getBytes(StandardCharsets.UTF_8));
      talk.out().flush();
      byte[] answer = talk.in().readNBytes(ExploreCodec.MOST_ANSWER_BYTES);
      return read(VolumeAnswer.class, new String(answer, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new Problem(
          ProblemCode.AGENT_SILENT,
          "The rescued server's answer broke off (" + e.getMessage() + "); try again.");
    }
  }

  /// Has a planned repair rehearsed again, to look at what it would leave; not done while that
  /// takes its time.
  ///
  /// @param fingerprint of the plan
  public VolumeAnswer openRehearsed(SessionId session, Who who, String device, String fingerprint) {
    VolumeAnswer answer =
        ask(session, new ExploreOrder.OpenRehearsed(device, fingerprint), VolumeAnswer.class);
    audit.add(
        who,
        "repair-previewed",
        session.text(),
        device + (answer.done() ? "" : ": " + answer.word()));
    return answer;
  }

  /// Lets go of a volume.
  public VolumeAnswer close(SessionId session, Who who, String volume) {
    VolumeAnswer answer = ask(session, new ExploreOrder.CloseVolume(volume), VolumeAnswer.class);
    audit.add(who, "volume-closed", session.text(), volume);
    return answer;
  }

  /// A file's bytes, or an archive; to be closed.
  public Incoming bytes(SessionId session, ExploreOrder order) {
    return streams.open(session, new StreamOrder.Explore(order));
  }

  /// Notes that somebody takes something away.
  public void noteDownload(Who who, SessionId session, String volume, String what) {
    audit.add(who, "downloaded", session.text(), volume + " " + what);
  }
}
