package org.lifeboot.manager.web;

import java.net.URI;

/// Where the web listener stands.
///
/// @param address to listen on
/// @param port to listen on; 0 for any free one
/// @param url its public address: over https, cookies are for https only
/// @param proxies whose word on the client's address is taken
public record WebSettings(String address, int port, URI url, TrustedProxies proxies) {
  boolean https() {
    return "https".equals(url.getScheme());
  }
}
