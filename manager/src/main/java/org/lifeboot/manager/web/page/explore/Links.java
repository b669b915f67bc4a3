package org.lifeboot.manager.web.page.explore;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.lifeboot.protocol.FilePath;

/// Addresses of the explorer's pages of one volume.
///
/// @param base `/rescue/…/explore`
public record Links(String base, String volume) {

  private String to(String page, String more) {
    return base + "/" + page + "?volume=" + safe(volume) + more;
  }

  static String safe(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String at(FilePath path) {
    return "&path=" + safe(path.encoded());
  }

  /// The list of all volumes.
  public String volumes() {
    return base;
  }

  public String folder(FilePath path) {
    return to("folder", at(path));
  }

  String folder(FilePath path, String more) {
    return to("folder", at(path) + more);
  }

  public String view(FilePath path) {
    return to("view", at(path));
  }

  String view(FilePath path, String more) {
    return to("view", at(path) + more);
  }

  String hex(FilePath path, long offset) {
    return to("hex", at(path) + "&offset=" + offset);
  }

  public String file(FilePath path) {
    return to("file", at(path));
  }

  public String picture(FilePath path) {
    return to("picture", at(path));
  }

  public String archive(FilePath path, String format) {
    return to("archive", at(path) + "&format=" + format);
  }

  public String logs() {
    return to("logs", "");
  }

  String log(String name, String more) {
    return to("log", "&log=" + safe(name) + more);
  }

  public String journal() {
    return to("journal", "");
  }

  String journal(String more) {
    return to("journal", more);
  }

  /// Where one is, from the volume's root: each a step back.
  List<Crumb> crumbs(FilePath path) {
    return path.trail().stream()
        .map(each -> new Crumb(Names.shown(each.name()), folder(each)))
        .toList();
  }

  /// One step.
  public record Crumb(String name, String href) {}
}
