package org.lifeboot.manager.agentlink;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import org.lifeboot.manager.account.Throttle;
import org.lifeboot.manager.check.CheckId;
import org.lifeboot.manager.check.SavedDesk;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.saved.Keeping;
import org.lifeboot.manager.saved.Keeping.Kept;
import org.lifeboot.manager.saved.SavedData;
import org.lifeboot.manager.saved.SavedFile;
import org.lifeboot.manager.session.AgentProof;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.manager.store.StoreException;
import org.lifeboot.protocol.Protocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `/agent/saved/{check}` of the Agents' door: what a repair saves before it writes, and what an
/// undo needs. Raw bytes, streamed both ways.
final class SavedDoor {

  private static final Logger LOG = LoggerFactory.getLogger(SavedDoor.class);
  private static final int MOST_WRONG_TOKENS = 30;
  private static final String BYTES = "application/octet-stream";

  private final AgentProof proof;
  private final SavedDesk desk;
  private final SavedData saved;
  private final Throttle throttle;

  SavedDoor(AgentProof proof, SavedDesk desk, SavedData saved, Throttle throttle) {
    this.proof = proof;
    this.desk = desk;
    this.saved = saved;
    this.throttle = throttle;
  }

  /// PUT: 201 with the SHA-256 once all of it is committed.
  void keep(Context context) {
    answered(context, session -> keep(context, session));
  }

  /// GET: all of it, its SHA-256 in the header.
  void give(Context context) {
    answered(context, session -> give(context, session));
  }

  private interface Work {
    void with(SessionId session) throws IOException;
  }

  private void answered(Context context, Work work) {
    try {
      Optional<SessionId> session = agent(context);
      if (session.isPresent()) {
        answered(context, session.get(), work);
      }
    } catch (StoreException e) {
      LOG.warn("{}, ignoring; the Agent may try again", e.getMessage());
      refuse(context, e.problem().status(), String.valueOf(e.getMessage()));
    } catch (IOException | UncheckedIOException e) {
      LOG.info("{} of {} broke off: {}, ignoring", context.method(), context.path(), e.toString());
      refuse(context, 400, "it was cut off");
    }
  }

  private void answered(Context context, SessionId session, Work work) throws IOException {
    try {
      work.with(session);
    } catch (Problem problem) {
      refuse(context, problem.status(), problem.detail());
    }
    drain(context.req().getInputStream());
  }

  /// Whoever is refused while he still sends would see a broken connection and no reason.
  private void drain(InputStream rest) throws IOException {
    byte[] piece = new byte[1 << 16];
    long drained = 0;
    for (int read = 0; read >= 0 && drained <= saved.mostBytes(); drained += read) {
      read = rest.read(piece);
    }
  }

  /// Whoever is no Agent is told nothing.
  private Optional<SessionId> agent(Context context) {
    String guesses = "agent " + context.ip();
    if (throttle.exhausted(guesses, MOST_WRONG_TOKENS)) {
      context.status(429);
      return Optional.empty();
    }
    Optional<SessionId> session =
        proof.of(
            new AgentProof.Shown(
                header(context, Protocol.SESSION_HEADER),
                header(context, Protocol.TOKEN_HEADER),
                header(context, Protocol.KEY_HEADER)));
    if (session.isEmpty()) {
      throttle.wrong(guesses);
      context.status(401);
    }
    return session;
  }

  private static String header(Context context, String name) {
    String value = context.header(name);
    return value == null ? "" : value;
  }

  private void keep(Context context, SessionId session) throws IOException {
    CheckId check = new CheckId(context.pathParam("check"));
    desk.refuseToKeep(session, check);
    String sha256 = header(context, Protocol.SHA256_HEADER).toLowerCase(Locale.ROOT);
    if (!sha256.matches("[0-9a-f]{64}")) {
      refuse(context, 422, Protocol.SHA256_HEADER + " is no SHA-256");
      return;
    }
    if (context.req().getContentLengthLong() < 0) {
      refuse(context, 411, "it must say how long it is (Content-Length)");
      return;
    }
    if (context.req().getContentLengthLong() > saved.mostBytes()) {
      refuse(context, 413, saved.tooLarge());
      return;
    }
    answer(
        context,
        saved.keep(
            check.text(),
            sha256,
            context.req().getInputStream(),
            transaction -> desk.refuseToKeep(transaction, session, check)));
  }

  private static void answer(Context context, Keeping end) {
    switch (end) {
      case Kept(SavedFile file) ->
          context
              .status(201)
              .header(Protocol.SHA256_HEADER, file.sha256())
              .contentType("text/plain; charset=utf-8")
              .result(file.sha256() + "\n");
      case Keeping.Refused(Keeping.Why why, String sentence) ->
          refuse(context, status(why), sentence);
    }
  }

  private static int status(Keeping.Why why) {
    return switch (why) {
      case TOO_LARGE -> 413;
      case WRONG_BYTES -> 422;
      case TAKEN, OVERTAKEN -> 409;
    };
  }

  private void give(Context context, SessionId session) throws IOException {
    SavedFile file = desk.forUndo(session, new CheckId(context.pathParam("check")));
    context
        .status(200)
        .contentType(BYTES)
        .header(Protocol.SHA256_HEADER, file.sha256())
        .header("Content-Length", Long.toString(file.sizeBytes()));
    saved.copy(file, context.res().getOutputStream());
  }

  private static void refuse(Context context, int status, String sentence) {
    if (context.res().isCommitted()) {
      return; // the length that was promised does not come: the reader knows
    }
    context
        .status(status)
        .contentType("text/plain; charset=utf-8")
        .result("It was not taken: " + sentence + "\n");
  }
}
