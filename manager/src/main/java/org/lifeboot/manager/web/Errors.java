package org.lifeboot.manager.web;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.Optional;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.store.StoreException;
import org.lifeboot.manager.web.api.JsonAnswer;
import org.lifeboot.manager.web.page.ProblemPage;
import org.lifeboot.manager.web.page.Shell;
import org.lifeboot.manager.web.page.Shells;
import org.lifeboot.manager.web.page.Templates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The edge where whatever went wrong becomes an answer: a problem document for programs, a page
/// for people.
final class Errors {

  private static final Logger LOG = LoggerFactory.getLogger(Errors.class);

  private static final String ANSWERED = "lifeboot.answered";

  private final Door door;
  private final Templates templates;
  private final Shells shells;

  Errors(Door door, Templates templates, Shells shells) {
    this.door = door;
    this.templates = templates;
    this.shells = shells;
  }

  void answer(Context context, Exception failure) {
    if (context.res().isCommitted()) {
      LOG.debug("{} broke off: {}, ignoring", context.path(), failure.toString());
      return;
    }
    context.attribute(ANSWERED, true);
    Problem problem = problem(context, failure);
    if (context.path().startsWith("/api/")) {
      JsonAnswer.send(context, problem);
      return;
    }
    page(context, problem);
  }

  /// No route is there; a route that found nothing has answered itself. Who is not logged in is
  /// sent to the log-in, and learns nothing.
  void nothingThere(Context context) {
    if (context.attribute(ANSWERED) != null) {
      return;
    }
    String path = context.path();
    if (path.startsWith("/api/") || path.startsWith("/assets/") || login(context).isPresent()) {
      answer(
          context,
          new Problem(
              ProblemCode.NOT_FOUND,
              "There is nothing at " + path + " (" + context.method() + ")."));
      return;
    }
    context.redirect("/login");
  }

  private static Problem problem(Context context, Exception failure) {
    return switch (failure) {
      case Problem problem -> problem;
      case StoreException store -> {
        LOG.warn("{} {}: {}", context.method(), context.path(), store.getMessage());
        yield store.problem();
      }
      case HttpResponseException http when http.getStatus() < 500 ->
          new Problem(ProblemCode.BAD_REQUEST, String.valueOf(http.getMessage()));
      default -> {
        LOG.error("{} {} failed", context.method(), context.path(), failure);
        yield new Problem(
            ProblemCode.INTERNAL,
            "The Manager failed while answering this request. Its log says why; nothing that was"
                + " stored before is lost. Try again, and report it if it stays.");
      }
    };
  }

  private void page(Context context, Problem problem) {
    Optional<Login> login = login(context);
    String title = problem.code().title();
    Shell shell =
        login
            .map(known -> shells.of(title, Shell.Place.NOWHERE, known))
            .orElseGet(() -> shells.bare(title, ""));
    boolean known = login.isPresent();
    boolean rescue = !known && context.path().startsWith("/rescue/");
    templates.send(
        context,
        problem.status(),
        "problem",
        new ProblemPage(
            shell,
            problem.status(),
            problem.detail(),
            back(context, known),
            rescue ? "To the rescue page" : known ? "To the list of servers" : "To the log-in"));
  }

  /// An owner has no account: his log-in is the rescue page itself.
  private static String back(Context context, boolean known) {
    if (known) {
      return "/servers";
    }
    String[] path = context.path().split("/", 4);
    boolean rescue = path.length > 3 && path[1].equals("rescue");
    return rescue ? "/rescue/" + Door.pathSafe(path[2]) : "/login";
  }

  /// With the store broken nobody can be recognised; that must not hide the first failure.
  private Optional<Login> login(Context context) {
    try {
      return door.login(context);
    } catch (StoreException _) {
      return Optional.empty();
    }
  }
}
