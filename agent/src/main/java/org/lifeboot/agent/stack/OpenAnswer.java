package org.lifeboot.agent.stack;

/// The answer to a wish to open a volume.
public sealed interface OpenAnswer {

  record Ready(Opened opened) implements OpenAnswer {}

  /// In use, locked, missing members, no memory: in one sentence.
  record NotReady(String reason) implements OpenAnswer {}
}
