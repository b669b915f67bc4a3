package org.lifeboot.manager.account;

import java.time.Instant;

/// Somebody who may use the Manager.
public record Account(String id, String name, Role role, Instant createdAt) {}
