package org.lifeboot.agent.mount;

/// A subvolume of a btrfs.
///
/// @param id `subvolid` of mount(8)
/// @param path from the top: `@/home`; any text
public record Subvolume(long id, String path) {}
