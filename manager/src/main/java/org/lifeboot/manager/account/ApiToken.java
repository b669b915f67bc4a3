package org.lifeboot.manager.account;

import java.time.Instant;
import java.util.Optional;

/// A key for programs, without the key itself.
public record ApiToken(
    String id, String accountName, String name, Instant createdAt, Optional<Instant> lastUsedAt) {}
