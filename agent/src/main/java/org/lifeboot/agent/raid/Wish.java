package org.lifeboot.agent.raid;

import java.nio.file.Path;
import java.util.Optional;

/// What a person wants.
///
/// @param array `/dev/md0`
/// @param old the member to be replaced; empty where one is missing
/// @param fresh what takes its place: a disk or a partition
/// @param failing the old member is not read any more: it leaves the array at once
/// @param saved where what will be overwritten is saved; a new folder
public record Wish(String array, Optional<String> old, String fresh, boolean failing, Path saved) {}
