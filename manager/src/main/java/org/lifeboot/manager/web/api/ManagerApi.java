package org.lifeboot.manager.web.api;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import org.lifeboot.manager.account.Account;
import org.lifeboot.manager.account.Accounts;
import org.lifeboot.manager.account.ApiTokens;
import org.lifeboot.manager.audit.Who;
import org.lifeboot.manager.mail.Outbox;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.web.Caller;
import org.lifeboot.manager.web.RequestBody;

/// The rest of `/api/v1`: tokens, status, mails, and the contract itself.
public final class ManagerApi {

  private final Accounts accounts;
  private final ApiTokens tokens;
  private final Outbox outbox;
  private final ManagerFacts facts;

  public ManagerApi(Accounts accounts, ApiTokens tokens, Outbox outbox, ManagerFacts facts) {
    this.accounts = accounts;
    this.tokens = tokens;
    this.outbox = outbox;
    this.facts = facts;
  }

  /// Log in: the password is in the body.
  public void createToken(Context context) {
    String body = RequestBody.of(context);
    if (body.isBlank()) {
      throw new Problem(
          ProblemCode.UNAUTHENTICATED, "Send an account's name and password as a JSON object.");
    }
    Fields fields = Fields.of(body).only(Set.of("name", "password", "label"));
    Account account =
        accounts.logIn(fields.needed("name"), fields.needed("password"), context.ip());
    Optional<String> label = fields.text("label").map(String::strip).filter(t -> !t.isEmpty());
    String token =
        tokens.create(
            account,
            label.orElse("log-in from " + context.ip()),
            new Who(account.name(), context.ip()));
    JsonAnswer.send(context, 201, new Answers.TokenJson(token));
  }

  public void deleteCurrentToken(Context context, Caller caller) {
    String token =
        caller
            .token()
            .orElseThrow(
                () ->
                    Fields.refused(
                        "This request came with the pages' cookie, not with a token; log out on"
                            + " the pages."));
    tokens.revoke(token, caller.who());
    context.status(204);
  }

  public void status(Context context, Caller caller) {
    JsonAnswer.send(context, 200, StatusJson.of(facts));
  }

  public void outbox(Context context, Caller caller) {
    var mails = outbox.list().stream().map(OutboxJson.MailJson::of).toList();
    JsonAnswer.send(context, 200, new OutboxJson(mails));
  }

  public void openapi(Context context, Caller caller) {
    try (InputStream contract =
        ManagerApi.class.getClassLoader().getResourceAsStream("openapi.yaml")) {
      if (contract == null) {
        throw new IllegalStateException("openapi.yaml is not on the class path");
      }
      context.status(200).contentType("application/yaml").result(contract.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("reading openapi.yaml", e);
    }
  }
}
