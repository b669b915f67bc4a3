package org.lifeboot.manager.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HexFormat;
import org.lifeboot.manager.check.Check;
import org.lifeboot.manager.check.CheckId;
import org.lifeboot.manager.check.Checks;
import org.lifeboot.manager.check.Repairs;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.saved.SavedData;
import org.lifeboot.manager.saved.SavedFile;

/// Sends what a repair saved, as a file for a person to keep.
public final class SavedDownload {

  private final Checks checks;
  private final Repairs repairs;
  private final SavedData saved;

  SavedDownload(Checks checks, WebServices.Repairing repairing) {
    this.checks = checks;
    this.repairs = repairing.repairs();
    this.saved = repairing.saved();
  }

  /// What the repair saved that the path names.
  public void ofCheck(Context context) {
    CheckId id = new CheckId(context.pathParam("check"));
    of(
        context,
        checks
            .find(id)
            .orElseThrow(
                () -> new Problem(ProblemCode.NOT_FOUND, "There is no check \"" + id + "\".")));
  }

  /// What a repair saved; its digest as RFC 9530 tells it.
  public void of(Context context, Check repair) {
    SavedFile file =
        repairs
            .file(repair)
            .orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND, "This check has saved nothing."));
    byte[] sha256 = HexFormat.of().parseHex(file.sha256());
    context.disableCompression();
    context
        .status(200)
        .contentType("application/octet-stream")
        .header("Content-Disposition", "attachment; filename=\"" + name(repair) + "\"")
        .header("Repr-Digest", "sha-256=:" + Base64.getEncoder().encodeToString(sha256) + ":")
        .header("Content-Length", Long.toString(file.sizeBytes()));
    try {
      saved.copy(file, context.res().getOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException("sending what the repair " + repair.id() + " saved", e);
    }
  }

  /// The name of the file: harmless, and the same wherever it is told.
  public static String name(Check repair) {
    String device = repair.order().target().replaceAll("[^A-Za-z0-9]+", "-");
    String part = device.substring(0, Math.min(40, device.length()));
    return "undo" + part + "-" + repair.id().text().replaceAll("[^0-9a-f-]", "") + ".bin";
  }
}
