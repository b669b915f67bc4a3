package org.lifeboot.manager.web;

import io.javalin.http.Context;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/// Ends an answer that cannot be completed, so that nobody takes what has come for all of it: the
/// connection is cut before its last chunk (RFC 9112, 8).
final class Abort {

  private Abort() {}

  static void connection(Context context) {
    ServletContextRequest.getServletContextRequest(context.req())
        .getConnectionMetaData()
        .getConnection()
        .getEndPoint()
        .close();
  }
}
