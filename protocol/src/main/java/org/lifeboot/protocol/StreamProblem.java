package org.lifeboot.protocol;

/// Why there is no stream. A closed list; docs/protocol.md explains each.
public enum StreamProblem {
  /// There is no such thing on the server.
  NOT_FOUND,
  /// It is there, but of another kind than was asked for: a folder, a device, a socket.
  WRONG_KIND,
  /// Somebody else holds the device.
  IN_USE,
  /// It cannot be read: the drive or the file system fails.
  UNREADABLE,
  /// It needs a passphrase first.
  LOCKED,
  /// It has changed since it was last asked for, or what was asked lies behind its end.
  OUT_OF_RANGE,
  /// The rescue system has no means for this.
  UNSUPPORTED,
  /// As many streams as the Agent carries are open.
  TOO_MANY,
  /// The Agent itself failed.
  FAULT
}
