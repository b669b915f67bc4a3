package org.lifeboot.manager.web;

import org.lifeboot.manager.audit.Who;
import org.lifeboot.manager.session.Session;

/// Somebody on the rescue page of one live session: its owner, or somebody with an account.
///
/// @param csrf comes back with every form
public record Guest(Who who, Session session, String csrf) {}
