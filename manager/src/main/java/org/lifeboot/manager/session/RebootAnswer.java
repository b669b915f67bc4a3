package org.lifeboot.manager.session;

/// A reboot that has been asked for and is stored.
///
/// @param by who carries it out: `agent`, or the power driver's name
public record RebootAnswer(RebootHow how, String by) {}
