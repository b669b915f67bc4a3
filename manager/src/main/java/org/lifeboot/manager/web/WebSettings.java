package org.lifeboot.manager.web;

import java.net.URI;
import java.util.Optional;
import org.lifeboot.manager.agentlink.DoorKey;

/// Where the web listener stands.
///
/// @param address to listen on
/// @param port to listen on; 0 for any free one
/// @param url its public address: over https, cookies are for https only
/// @param proxies whose word on the client's address is taken
/// @param tls the key to speak TLS with; empty: plain HTTP, for a reverse proxy in front
public record WebSettings(
    String address, int port, URI url, TrustedProxies proxies, Optional<DoorKey> tls) {

  /// Without TLS.
  public WebSettings(String address, int port, URI url, TrustedProxies proxies) {
    this(address, port, url, proxies, Optional.empty());
  }

  boolean https() {
    return "https".equals(url.getScheme());
  }
}
