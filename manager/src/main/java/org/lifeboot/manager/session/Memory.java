package org.lifeboot.manager.session;

/// The rescue system's memory, as of its last stored heartbeat.
public record Memory(long totalBytes, long usedBytes) {}
