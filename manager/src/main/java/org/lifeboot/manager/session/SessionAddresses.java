package org.lifeboot.manager.session;

import java.net.URI;

/// The addresses that stand in what a session gives out.
///
/// @param web the public address of the pages, as in `web.url`
/// @param agent what the rescue system dials, as in `agent.url`
/// @param certificateSha256 of the Agent door's certificate
public record SessionAddresses(URI web, URI agent, String certificateSha256) {

  /// The owner's page of a session.
  public String page(SessionId session) {
    return web.toString().replaceAll("/+$", "") + "/rescue/" + session.text();
  }
}
