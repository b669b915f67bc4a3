package org.lifeboot.cli.api;

/// What the Manager answered.
///
/// @param document the JSON document as it came, for `--json`
/// @param value the same, read
public record Answer<T>(String document, T value) {}
