package org.lifeboot.manager.web.page;

import java.util.Optional;

/// The part of a page with the session's credentials.
///
/// @param renewAction where "new password" goes; empty where it is not offered
public record AccessPart(Optional<AccessView> access, String renewAction, String csrf) {}
