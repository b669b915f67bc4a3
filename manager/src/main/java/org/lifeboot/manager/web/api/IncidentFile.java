package org.lifeboot.manager.web.api;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.lifeboot.manager.incident.Incident;
import org.lifeboot.manager.incident.Incidents;
import org.lifeboot.manager.incident.Snapshot;
import org.lifeboot.protocol.CheckReport.Fact;
import org.lifeboot.protocol.CheckReport.Finding;

/// An incident as one file to take away, for those who are not on this Manager: a zip archive with
/// the report for people (`report.txt`), the same for programs (`incident.json`, as the API answers
/// it) and all that the tools said (`evidence/`). All text comes from the server: names of files
/// are made here.
public record IncidentFile(Incidents incidents) {

  /// Answers with an incident's file.
  public void send(Context context, Incident incident) {
    context
        .status(200)
        .contentType("application/zip")
        .header(
            "Content-Disposition",
            "attachment; filename=\"lifeboot-incident-%d.zip\"".formatted(incident.number()))
        .result(packed(incident));
  }

  private byte[] packed(Incident incident) {
    var thread = incidents.thread(incident.id());
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      add(zip, "report.txt", text(incident, thread));
      add(zip, "incident.json", JsonAnswer.text(IncidentJson.of(incident, thread)) + "\n");
      addEvidence(zip, incident);
    } catch (IOException e) {
      throw new UncheckedIOException("packing an incident in memory", e);
    }
    return bytes.toByteArray();
  }

  private void addEvidence(ZipOutputStream zip, Incident incident) throws IOException {
    int number = 0;
    for (var said : incident.report().evidence()) {
      number++;
      var text = incidents.evidence(incident.id(), said.name());
      if (text.isPresent()) {
        add(zip, name(number, said.name()), text.get());
      }
    }
  }

  /// A number in front: two tools' names may come out the same.
  static String name(int number, String evidence) {
    String plain = evidence.replaceAll("[^A-Za-z0-9_-]+", "-").replaceAll("^-+|-+$", "");
    String shortened = plain.substring(0, Math.min(60, plain.length()));
    return String.format(Locale.ROOT, "evidence/%02d-%s.txt", number, shortened);
  }

  private static void add(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  /// For people, with an editor or a printer.
  static String text(Incident incident, List<Incident.Entry> thread) {
    Snapshot report = incident.report();
    var text = new StringBuilder();
    text.append("Lifeboot incident %d\n\n".formatted(incident.number()));
    line(text, "Server", incident.serverName());
    line(text, "Part", incident.part().name() + " " + incident.part().words());
    line(text, "Check", report.check().name().toLowerCase(Locale.ROOT) + " " + report.target());
    line(text, "Verdict", report.verdict().word() + ": " + report.reason());
    line(text, "Checked", report.requestedAt() + " to " + report.endedAt());
    line(text, "Opened", incident.openedAt() + " by " + incident.openedBy());
    line(text, "State", incident.state().stage().text());
    part(text, "Words", incident.words().isEmpty() ? List.of() : List.of(incident.words()));
    part(text, "Seen", report.findings().stream().map(IncidentFile::seen).toList());
    part(text, "Known", report.facts().stream().map(IncidentFile::known).toList());
    part(
        text,
        "Thread",
        thread.stream()
            .map(said -> said.at() + " " + said.by() + " (" + said.deed() + "): " + said.text())
            .toList());
    part(
        text,
        "Steps",
        report.steps().stream()
            .map(step -> step.at() + " " + step.part() + " " + step.step())
            .toList());
    return text.toString();
  }

  private static String seen(Finding seen) {
    return seen.verdict().word() + ", " + seen.part() + ": " + seen.text() + " " + seen.advice();
  }

  private static String known(Fact fact) {
    return fact.part() + " " + fact.name() + ": " + fact.value() + " " + fact.unit();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(String.format(Locale.ROOT, "%-9s%s\n", name, shown(value)));
  }

  private static void part(StringBuilder text, String title, List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    text.append('\n').append(title).append('\n');
    lines.forEach(line -> text.append("  ").append(shown(line)).append('\n'));
  }

  /// What would act on a terminal, hide, or turn text around becomes a dot.
  private static String shown(String text) {
    return text.replaceAll("[[\\p{C}\\p{Zl}\\p{Zp}]&&[^\\n]]", "·").strip().replace("\n", "\n    ");
  }
}
