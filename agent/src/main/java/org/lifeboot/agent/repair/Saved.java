package org.lifeboot.agent.repair;

/// What was saved.
///
/// @param sha256 64 hexadecimal digits
record Saved(long bytes, String sha256) {}
