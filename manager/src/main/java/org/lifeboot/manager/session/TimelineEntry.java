package org.lifeboot.manager.session;

import java.time.Instant;
import java.util.Optional;

/// One line of a session's timeline.
///
/// @param number 1, 2, 3 … within the session
/// @param at the Manager's clock
/// @param step one of [Steps]' words
/// @param text for people; may hold hostile text from the network
/// @param by the person who asked for it
public record TimelineEntry(
    long number, Instant at, String step, String text, Optional<String> by) {}
