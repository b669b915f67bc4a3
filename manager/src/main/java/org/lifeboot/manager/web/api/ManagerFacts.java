package org.lifeboot.manager.web.api;

import org.lifeboot.manager.netboot.ImageCatalog;
import org.lifeboot.manager.store.Dialect;

/// How this Manager is set up, as far as pages and API tell.
///
/// @param smtp a mail server is configured
public record ManagerFacts(String version, ImageCatalog images, Dialect store, boolean smtp) {}
