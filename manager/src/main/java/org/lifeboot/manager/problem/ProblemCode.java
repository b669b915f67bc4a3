package org.lifeboot.manager.problem;

import java.util.Locale;

/// What can be wrong, as programs see it. A closed list; docs/api names each.
public enum ProblemCode {
  BAD_REQUEST(400, "The request is not right"),
  UNAUTHENTICATED(401, "Log in first"),
  FORBIDDEN(403, "Not allowed"),
  NOT_FOUND(404, "No such thing"),
  NAME_TAKEN(409, "The name is taken"),
  MAC_ADDRESS_TAKEN(409, "The MAC address is taken"),
  SESSION_LIVE(409, "A rescue session is live"),
  INCIDENT_STATE(409, "The incident's state does not allow this"),
  REPAIR_REFUSED(409, "The repair cannot be done now"),
  NO_SESSION(409, "No rescue session that can do this"),
  NO_IMAGE(503, "No rescue system is built"),
  POWER_UNREACHABLE(502, "The power driver does not answer"),
  POWER_NOT_CONFIGURED(409, "No power driver is configured"),
  AGENT_SILENT(504, "The rescued server does not answer"),
  AGENT_FAILED(502, "The rescued server failed at this"),
  DEVICE_IN_USE(409, "The device is in use"),
  WRONG_KIND(409, "It is of another kind"),
  LOCKED(409, "It needs a passphrase first"),
  UNREADABLE(502, "It cannot be read"),
  OUT_OF_RANGE(416, "It does not reach that far"),
  UNSUPPORTED(501, "The rescue system cannot do this"),
  TOO_MANY_STREAMS(503, "Too many streams are open"),
  STORE_FULL(507, "The store is full"),
  TOO_MANY_ATTEMPTS(429, "Too many attempts"),
  INTERNAL(500, "The Manager failed");

  private final int status;
  private final String title;

  ProblemCode(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /// The word in `code`, such as `mac-address-taken`.
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// HTTP status.
  public int status() {
    return status;
  }

  /// For people, the same for every problem of this code.
  public String title() {
    return title;
  }
}
