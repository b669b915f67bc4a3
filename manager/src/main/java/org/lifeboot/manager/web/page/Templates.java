package org.lifeboot.manager.web.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;

/// The compiled templates of `src/main/jte`; each takes one record. Thread-safe.
public final class Templates {

  private final TemplateEngine engine =
      TemplateEngine.createPrecompiled(
          null,
          ContentType.Html,
          Templates.class.getClassLoader(),
          "org.lifeboot.manager.web.template");

  /// A page as the answer to a request.
  public void send(Context context, int status, String template, Object view) {
    context.status(status).contentType("text/html; charset=utf-8").result(html(template, view));
  }

  /// HTML, everything in it escaped.
  public String html(String template, Object view) {
    var out = new StringOutput();
    engine.render(template + ".jte", view, out);
    return out.toString();
  }
}
