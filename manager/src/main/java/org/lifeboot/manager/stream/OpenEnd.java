package org.lifeboot.manager.stream;

/// This end of a stream, from its coming to its closing.
interface OpenEnd {

  /// Calls this once, when it is closed; at once if it is.
  void onClose(Runnable action);

  void close();
}
