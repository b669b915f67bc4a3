package org.lifeboot.manager.web.api;

import io.avaje.jsonb.Json;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lifeboot.manager.account.Account;
import org.lifeboot.manager.account.Accounts;
import org.lifeboot.manager.account.Role;
import org.lifeboot.manager.web.Caller;
import org.lifeboot.manager.web.RequestBody;

/// `/api/v1/accounts`.
public final class AccountApi {

  private final Accounts accounts;

  public AccountApi(Accounts accounts) {
    this.accounts = accounts;
  }

  /// `Account` of the contract.
  @Json
  public record AccountJson(String name, String role, Instant createdAt) {
    static AccountJson of(Account account) {
      return new AccountJson(account.name(), account.role().text(), account.createdAt());
    }
  }

  /// `Accounts` of the contract.
  @Json
  public record ListJson(List<AccountJson> accounts) {}

  /// `NewAccount` of the contract.
  @Json
  public record MadeJson(String name, String role, String password) {}

  public void list(Context context, Caller caller) {
    var all = accounts.list().stream().map(AccountJson::of).toList();
    JsonAnswer.send(context, 200, new ListJson(all));
  }

  public void add(Context context, Caller caller) {
    Fields fields = Fields.of(RequestBody.of(context)).only(Set.of("name", "role"));
    String name = fields.needed("name");
    Role role =
        Role.named(fields.needed("role"))
            .orElseThrow(() -> Fields.refused("role: there are operator and technician."));
    String password = accounts.add(name, role, caller.who());
    JsonAnswer.send(context, 201, new MadeJson(name, role.text(), password));
  }

  /// The caller's own; the present password is asked for again, and counted when it is wrong.
  public void changePassword(Context context, Caller caller) {
    Fields fields =
        Fields.of(RequestBody.of(context)).only(Set.of("current", "password", "endTokens"));
    String name = caller.who().name();
    String fresh = fields.needed("password");
    boolean end = fields.flag("endTokens").orElse(true);
    accounts.logIn(name, fields.needed("current"), context.ip());
    accounts.changePassword(
        name,
        fresh,
        Optional.empty(),
        end ? Accounts.Tokens.END : Accounts.Tokens.KEEP,
        caller.who());
    context.status(204);
  }

  public void remove(Context context, Caller caller) {
    accounts.remove(context.pathParam("account"), caller.who());
    context.status(204);
  }
}
