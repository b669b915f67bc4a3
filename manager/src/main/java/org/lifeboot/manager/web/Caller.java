package org.lifeboot.manager.web;

import java.util.Optional;
import org.lifeboot.manager.account.Role;
import org.lifeboot.manager.audit.Who;

/// Somebody who calls the API.
///
/// @param token the API token that came with the request; empty when the pages' cookie did
public record Caller(Who who, Role role, Optional<String> token) {}
