package org.lifeboot.manager.audit;

import java.time.Instant;

/// One line of the audit log.
///
/// @param what the deed, such as `server-added`, `netboot-rescue`, `token-refused`
/// @param subject the server, session or account it was done to
/// @param detail for people; no secrets
public record AuditEntry(Instant at, Who who, String what, String subject, String detail) {}
