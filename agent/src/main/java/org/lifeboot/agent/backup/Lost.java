package org.lifeboot.agent.backup;

/// A stretch of the source that could not be read: in the copy it is zeros.
public record Lost(long fromBytes, long lengthBytes) {}
