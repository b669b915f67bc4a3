package org.lifeboot.manager.stream;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.session.AgentReach;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.manager.store.Uuid7;
import org.lifeboot.manager.stream.Awaited.Come;
import org.lifeboot.protocol.ManagerMessage.OpenStream;
import org.lifeboot.protocol.Protocol;
import org.lifeboot.protocol.StreamOrder;

/// Asks Agents for bytes. Each stream is a connection of its own that the Agent dials; whoever asks
/// waits for it, at most [Protocol#STREAM_OPEN_LIMIT]. Thread-safe.
public final class Streams implements AutoCloseable {

  /// How long a key is remembered that came too late, or again.
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  private final AgentReach reach;
  private final StreamCalls calls;
  private final String address;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Set<AgentLine> lines = new CopyOnWriteArraySet<>();
  private final Map<String, Awaited> asked = new ConcurrentHashMap<>();
  private final Map<OpenEnd, SessionId> open = new ConcurrentHashMap<>();

  /// Streams to this Manager.
  ///
  /// @param address where Agents dial this Manager and no other, as `wss://host:port/agent`
  public Streams(AgentReach reach, StreamCalls calls, String address, Clock clock) {
    this.reach = reach;
    this.calls = calls;
    this.address = address;
    this.clock = clock;
  }

  /// Asks for something small and waits for all of it.
  ///
  /// @param mostBytes more is a fault of the Agent's
  /// @throws Problem as [#open]
  public SmallAnswer ask(SessionId session, StreamOrder order, int mostBytes) {
    try (Incoming incoming = open(session, order)) {
      byte[] bytes = incoming.bytes().readNBytes(mostBytes + 1);
      if (bytes.length > mostBytes) {
        throw new Problem(
            ProblemCode.AGENT_FAILED, "The rescued server sent more than " + mostBytes + " bytes.");
      }
      return new SmallAnswer(incoming.answer(), bytes);
    } catch (IOException e) {
      throw new Problem(
          ProblemCode.AGENT_SILENT,
          "The rescued server's answer broke off (" + e.getMessage() + "); try again.");
    }
  }

  /// Asks for bytes.
  ///
  /// @return to be closed
  /// @throws Problem not-found, no-session: the session is not active; agent-silent; or what the
  ///   Agent declined it for
  public Incoming open(SessionId session, StreamOrder order) {
    if (order.twoWay()) {
      throw new IllegalArgumentException(order + " goes both ways");
    }
    return switch (come(session, order)) {
      case Come.Bytes(BroughtBytes bytes) -> bytes;
      case Come.Talk(Talking talk) -> throw unasked(talk);
      case Come.Declined(var declined) -> throw Declining.problem(declined);
      case Come.Broken(String reason) -> throw broken(reason);
    };
  }

  /// Asks for a stream that goes both ways.
  ///
  /// @return to be closed
  /// @throws Problem as [#open]
  public Conversation talk(SessionId session, StreamOrder order) {
    if (!order.twoWay()) {
      throw new IllegalArgumentException(order + " goes one way");
    }
    return switch (come(session, order)) {
      case Come.Talk(Talking talk) -> talk;
      case Come.Bytes(BroughtBytes bytes) -> throw unasked(bytes);
      case Come.Declined(var declined) -> throw Declining.problem(declined);
      case Come.Broken(String reason) -> throw broken(reason);
    };
  }

  private static Problem unasked(OpenEnd stream) {
    stream.close();
    return broken("it came another way than was asked");
  }

  private static Problem broken(String reason) {
    return new Problem(
        ProblemCode.AGENT_SILENT, "The rescued server's answer broke off: " + reason + ".");
  }

  private Come come(SessionId session, StreamOrder order) {
    String connection = reach.connection(session);
    forgetOld();
    var awaited = new Awaited(session, wanted(order), clock.instant());
    OpenStream wanted = awaited.wanted();
    asked.put(wanted.id(), awaited);
    boolean here = lines.stream().anyMatch(line -> line.call(session, connection, wanted));
    if (!here) {
      calls.add(new StreamCalls.Call(session, wanted));
    }
    try {
      return tracked(session, awaited.await(Protocol.STREAM_OPEN_LIMIT));
    } catch (TimeoutException _) {
      throw silent();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new Problem(ProblemCode.AGENT_SILENT, "The Manager is stopping; try again.");
    } finally {
      if (!here) {
        calls.drop(wanted.id());
      }
    }
  }

  private OpenStream wanted(StreamOrder order) {
    byte[] key = new byte[32];
    random.nextBytes(key);
    return new OpenStream(Uuid7.at(clock.instant()), HexFormat.of().formatHex(key), address, order);
  }

  private static Problem silent() {
    return new Problem(
        ProblemCode.AGENT_SILENT,
        "The rescued server did not answer within %d s. It may be busy, or its connection is broken; try again."
            .formatted(Protocol.STREAM_OPEN_LIMIT.toSeconds()));
  }

  private void forgetOld() {
    var now = clock.instant();
    asked.values().removeIf(awaited -> awaited.olderThan(REMEMBERED, now));
  }

  private Come tracked(SessionId session, Come come) {
    switch (come) {
      case Come.Bytes(BroughtBytes bytes) -> track(session, bytes);
      case Come.Talk(Talking talk) -> track(session, talk);
      case Come.Declined _, Come.Broken _ -> {}
    }
    return come;
  }

  private void track(SessionId session, OpenEnd stream) {
    open.put(stream, session);
    stream.onClose(() -> open.remove(stream));
  }

  /// Who has dialled.
  public sealed interface Claim {

    /// The Agent that was asked; nobody else can claim this stream any more.
    record Right(Awaited awaited) implements Claim {}

    /// The right key, but nobody waits any more.
    record TooLate() implements Claim {}

    /// No key of ours, or one that was used.
    record Wrong() implements Claim {}
  }

  /// Somebody has dialled.
  ///
  /// @param key what he shows
  public Claim claim(String id, String key) {
    Awaited awaited = asked.get(id);
    if (awaited == null || !awaited.hasKey(key)) {
      return new Claim.Wrong();
    }
    if (awaited.take()) {
      return new Claim.Right(awaited);
    }
    return awaited.givenUp() ? new Claim.TooLate() : new Claim.Wrong();
  }

  /// Gives the streams a way to Agents, until closed.
  public Place join(AgentLine line) {
    lines.add(line);
    return () -> lines.remove(line);
  }

  /// The place of an [AgentLine].
  public interface Place extends AutoCloseable {
    @Override
    void close();
  }

  /// What other Managers want of Agents that are connected here.
  public StreamCalls calls() {
    return calls;
  }

  /// Whether no stream is open here.
  public boolean idle() {
    return open.isEmpty();
  }

  /// Drops the streams of sessions that are over.
  public void dropUnless(Predicate<SessionId> live) {
    open.forEach(
        (stream, session) -> {
          if (!live.test(session)) {
            stream.close();
          }
        });
  }

  /// Drops all streams.
  @Override
  public void close() {
    dropUnless(_ -> false);
  }
}
