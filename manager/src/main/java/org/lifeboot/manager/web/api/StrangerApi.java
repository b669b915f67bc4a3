package org.lifeboot.manager.web.api;

import io.javalin.http.Context;
import org.lifeboot.manager.server.MacAddress;
import org.lifeboot.manager.server.Strangers;
import org.lifeboot.manager.web.Caller;

/// `/api/v1/strangers`.
public final class StrangerApi {

  private final Strangers strangers;

  public StrangerApi(Strangers strangers) {
    this.strangers = strangers;
  }

  public void list(Context context, Caller caller) {
    JsonAnswer.send(context, 200, StrangersJson.of(strangers.newest()));
  }

  public void forget(Context context, Caller caller) {
    MacAddress mac = Fields.checked(() -> new MacAddress(context.pathParam("mac")));
    strangers.forget(mac, caller.who());
    context.status(204);
  }
}
