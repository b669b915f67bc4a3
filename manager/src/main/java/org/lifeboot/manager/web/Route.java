package org.lifeboot.manager.web;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/// One route. The handler already stands behind the door that `access` names.
///
/// @param path Javalin's pattern, such as `/servers/{server}`
public record Route(HandlerType method, String path, Access access, Handler handler) {}
