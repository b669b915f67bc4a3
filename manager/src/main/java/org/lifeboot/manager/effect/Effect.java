package org.lifeboot.manager.effect;

/// A piece of work, as its handler sees it.
///
/// @param kind names the handler
/// @param payload the handler's own JSON or text
/// @param attempt 1 for the first
public record Effect(String id, String kind, String payload, int attempt) {}
