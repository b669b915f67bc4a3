package org.lifeboot.protocol;

import io.avaje.jsonb.Json;
import java.util.Objects;

/// `/run/lifeboot/session.json`: what the Agent needs to call the Manager. It comes as a small
/// initrd of its own, handed out once per boot, and exists in RAM only.
///
/// @param sessionId the rescue session
/// @param token the one-time token
/// @param managerAddress `wss://host:port/agent`
/// @param certificateSha256 SHA-256 of the Manager's certificate (DER), 64 hexadecimal digits: the
///   only one the Agent accepts, whatever name it carries
@Json
public record SessionFile(
    String sessionId, String token, String managerAddress, String certificateSha256) {
  public SessionFile {
    Objects.requireNonNull(sessionId, "sessionId");
    Objects.requireNonNull(token, "token");
    Objects.requireNonNull(managerAddress, "managerAddress");
    Objects.requireNonNull(certificateSha256, "certificateSha256");
  }
}
