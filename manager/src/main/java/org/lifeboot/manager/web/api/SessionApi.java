package org.lifeboot.manager.web.api;

import io.javalin.http.Context;
import java.util.List;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.session.Session;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.manager.session.Sessions;
import org.lifeboot.manager.web.Caller;
import org.lifeboot.manager.web.EventStream;
import org.lifeboot.protocol.Codec;

/// `/api/v1/sessions`.
public final class SessionApi {

  private final Sessions sessions;
  private final EventStream streams;
  private final Codec codec = new Codec();

  public SessionApi(Sessions sessions, EventStream streams) {
    this.sessions = sessions;
    this.streams = streams;
  }

  public void show(Context context, Caller caller) {
    JsonAnswer.send(context, 200, SessionJson.of(session(context)));
  }

  public void timeline(Context context, Caller caller) {
    Session session = session(context);
    long after = after(context);
    String accept = context.header("Accept");
    if (accept != null && accept.contains("text/event-stream")) {
      streams.run(context, new TimelineSource(sessions, session.id(), after));
      return;
    }
    JsonAnswer.send(
        context,
        200,
        new SessionJson.TimelineJson(
            session.state().text(),
            session.timeline().stream()
                .filter(entry -> entry.number() > after)
                .map(SessionJson.EntryJson::of)
                .toList()));
  }

  public void newPassword(Context context, Caller caller) {
    String password = sessions.renewPassword(session(context).id(), caller.who());
    JsonAnswer.send(context, 200, new Answers.PasswordJson(password));
  }

  public void inventory(Context context, Caller caller) {
    var inventory =
        sessions
            .inventory(session(context).id())
            .orElseThrow(
                () ->
                    new Problem(
                        ProblemCode.NO_SESSION,
                        "The rescue system has not reported any drives in this session. It does"
                            + " so by itself, right after its start."));
    context.status(200).contentType("application/json").result(codec.write(inventory));
  }

  private Session session(Context context) {
    String id = context.pathParam("session");
    return sessions
        .find(new SessionId(id))
        .orElseThrow(
            () -> new Problem(ProblemCode.NOT_FOUND, "There is no rescue session \"" + id + "\"."));
  }

  private static long after(Context context) {
    String last = context.header("Last-Event-ID");
    String asked = last == null ? context.queryParam("after") : last;
    if (asked == null) {
      return 0;
    }
    if (!asked.matches("[0-9]{1,15}")) {
      throw Fields.refused("after: expected the number of a timeline's entry.");
    }
    return Long.parseLong(asked);
  }

  /// Each entry once, then the end.
  private static final class TimelineSource implements EventStream.Source {
    private final Sessions sessions;
    private final SessionId id;
    private long after;
    private String state = "";

    TimelineSource(Sessions sessions, SessionId id, long after) {
      this.sessions = sessions;
      this.id = id;
      this.after = after;
    }

    @Override
    public boolean look(EventStream.Sink sink) {
      // the state first: an entry that comes after "over" was seen is still sent by this look
      var session = sessions.find(id);
      List<SessionJson.EntryJson> entries =
          sessions.timelineAfter(id, after).stream().map(SessionJson.EntryJson::of).toList();
      for (var entry : entries) {
        sink.send("entry", Long.toString(entry.number()), JsonAnswer.text(entry));
        after = entry.number();
      }
      state = session.map(found -> found.state().text()).orElse("ended");
      return session.filter(Session::live).isPresent();
    }

    @Override
    public boolean concerns(SessionId session) {
      return session.equals(id);
    }

    @Override
    public String lastWords() {
      return JsonAnswer.text(new Answers.EndJson(state));
    }
  }
}
