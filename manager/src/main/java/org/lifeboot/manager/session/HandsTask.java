package org.lifeboot.manager.session;

import java.time.Instant;

/// Something that technicians were asked to do to a server's power.
///
/// @param sessionId of the rescue session that it is for; empty when for none
/// @param what as a sentence
/// @param sentTo where the mail went
/// @param until then nobody waits for an answer any more
public record HandsTask(
    String id, String sessionId, String what, String sentTo, Instant askedAt, Instant until) {}
