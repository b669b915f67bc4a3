package org.lifeboot.agent.check.surface;

/// What one scan has before it.
///
/// @param direct whether reading passes by the page cache
/// @param range from where it was asked to begin, to the end
record Surface(Medium medium, boolean direct, Extent range) {}
