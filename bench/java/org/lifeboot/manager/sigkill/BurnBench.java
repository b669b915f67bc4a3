package org.lifeboot.manager.sigkill;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lifeboot.protocol.Codec;
import org.lifeboot.protocol.SessionFile;

/// What the Agent takes for itself while it burns the processors, and how much stress-ng gets done
/// with it and without it, by turns.
///
/// Arguments: folder, rounds, `json` or `text`, then the command that starts the Agent.
public final class BurnBench {

  private static final Pattern METRIC =
      Pattern.compile("metrc: \\[\\d+\\] cpu +(\\d+) +([\\d.]+) +([\\d.]+) +([\\d.]+) ");

  private BurnBench() {}

  /// The Agent's own process, without what it starts.
  record Own(double cpuPercent, long residentBytes, long proportionalBytes, double loadAverage) {}

  /// stress-ng's work of all processors together.
  record Work(double perSecond, double perCpuSecond) {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    int rounds = Integer.parseInt(arguments[1]);
    List<String> start = List.of(arguments).subList(3, arguments.length);
    List<Own> own = new ArrayList<>();
    List<Work> with = new ArrayList<>();
    List<Work> without = new ArrayList<>();
    try (var manager = new BenchManager(Files.createDirectories(folder.resolve("data")))) {
      SessionFile session = manager.boot();
      Path run = Files.createDirectories(folder.resolve("run"));
      Files.createDirectories(run.resolve("etc/ssh"));
      Files.writeString(run.resolve("session.json"), new Codec().write(session));
      for (int round = 0; round < rounds; round++) {
        Files.deleteIfExists(run.resolve("stress-ng"));
        own.add(burn(manager, session.sessionId(), run, start));
        String said = Files.readString(run.resolve("stress-ng"));
        List<List<String>> commands = together(said);
        with.add(work(said, commands.size()));
        without.add(alone(commands));
      }
    }
    print(arguments[2].equals("json"), own, with, without);
  }

  private static Own burn(BenchManager manager, String session, Path run, List<String> start)
      throws Exception {
    List<String> words = new ArrayList<>(start);
    words.add(run.toString());
    Process agent =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(run.resolve("log").toFile()))
            .start();
    try {
      String check = check(manager, session);
      return follow(manager, check, agent.pid());
    } catch (IllegalStateException e) {
      throw new IllegalStateException("the Agent said: " + Files.readString(run.resolve("log")), e);
    } finally {
      agent.descendants().forEach(ProcessHandle::destroyForcibly);
      agent.destroyForcibly().waitFor();
    }
  }

  private static String check(BenchManager manager, String session) throws Exception {
    var request =
        manager
            .request("/api/v1/sessions/" + session + "/checks")
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString("{\"checks\":[{\"check\":\"processors\",\"minutes\":1}]}"))
            .build();
    String last = "";
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      for (int i = 0; i < 300; i++) {
        var answer = client.send(request, BodyHandlers.ofString());
        last = answer.statusCode() + " " + answer.body();
        Matcher id = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"").matcher(last);
        if (id.find()) {
          return id.group(1);
        }
        Thread.sleep(200);
      }
    }
    throw new IllegalStateException("the check could not be started: " + last);
  }

  private static Own follow(BenchManager manager, String check, long pid) throws Exception {
    while (!state(manager, check).equals("running")) {
      Thread.sleep(200);
    }
    long begun = System.nanoTime();
    long ticks = ticks(pid);
    long resident = 0;
    long proportional = 0;
    while (state(manager, check).equals("running")) {
      resident = Math.max(resident, kilobytes("/proc/" + pid + "/status", "VmRSS:"));
      proportional = Math.max(proportional, kilobytes("/proc/" + pid + "/smaps_rollup", "Pss:"));
      Thread.sleep(1000);
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    double load = Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
    return new Own((ticks(pid) - ticks) / seconds, resident << 10, proportional << 10, load);
  }

  private static String state(BenchManager manager, String check) throws InterruptedException {
    return manager.api().call("GET", "/api/v1/checks/" + check, Map.of()).text("state");
  }

  /// Clock ticks (100 a second) of user and system time (proc_pid_stat(5), fields 14 and 15).
  private static long ticks(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
  }

  private static long kilobytes(String file, String name) throws IOException {
    return Files.readAllLines(Path.of(file)).stream()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }

  /// The commands of the last step: all processors at once, as many as there are.
  private static List<List<String>> together(String said) {
    List<List<String>> all =
        said.lines()
            .filter(line -> line.startsWith("$ "))
            .map(line -> List.of(line.substring(2).split(" ")))
            .toList();
    int last = Math.min(64, Runtime.getRuntime().availableProcessors());
    return all.subList(all.size() - last, all.size());
  }

  /// The work of the last so many programs.
  private static Work work(String said, int programs) {
    List<Work> all = new ArrayList<>();
    Matcher metric = METRIC.matcher(said);
    while (metric.find()) {
      double operations = Double.parseDouble(metric.group(1));
      double seconds = Double.parseDouble(metric.group(2));
      double cpu = Double.parseDouble(metric.group(3)) + Double.parseDouble(metric.group(4));
      all.add(new Work(operations / seconds, operations / Math.max(cpu, 0.01)));
    }
    List<Work> last = all.subList(all.size() - programs, all.size());
    return new Work(
        last.stream().mapToDouble(Work::perSecond).sum(),
        last.stream().mapToDouble(Work::perCpuSecond).average().orElse(Double.NaN));
  }

  /// The same commands, nobody beside them.
  private static Work alone(List<List<String>> commands) throws Exception {
    List<Process> running = new ArrayList<>();
    for (List<String> command : commands) {
      running.add(new ProcessBuilder(command).redirectErrorStream(true).start());
    }
    var said = new StringBuilder();
    for (Process process : running) {
      said.append(new String(process.getInputStream().readAllBytes()));
    }
    return work(said.toString(), commands.size());
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  private static void print(boolean json, List<Own> own, List<Work> with, List<Work> without) {
    double cpu = median(own.stream().map(Own::cpuPercent).toList());
    double resident = median(own.stream().map(each -> each.residentBytes() / 1048576.0).toList());
    double proportional =
        median(own.stream().map(each -> each.proportionalBytes() / 1048576.0).toList());
    List<Double> ratios = new ArrayList<>();
    List<Double> cpuRatios = new ArrayList<>();
    for (int i = 0; i < with.size(); i++) {
      ratios.add(with.get(i).perSecond() / without.get(i).perSecond());
      cpuRatios.add(with.get(i).perCpuSecond() / without.get(i).perCpuSecond());
    }
    String loads = own.stream().map(each -> each.loadAverage() + "").toList().toString();
    String format =
        json
            ? "{\"benchmark\":\"burn\",\"rounds\":%d,\"agentCpuPercent\":%.2f,\"agentResidentMiB\":%.1f,"
                + "\"agentProportionalMiB\":%.1f,\"workRatio\":%.3f,\"workPerCpuSecondRatio\":%.3f,"
                + "\"workRatios\":%s,\"loads\":%s}%n"
            : """
            rounds                                        %d
            the Agent's own CPU, of one core              %.2f %%
            the Agent's memory, resident                  %.1f MiB
            the Agent's memory, its share (PSS)           %.1f MiB
            stress-ng with the Agent / without, per s     %.3f
            stress-ng with / without, per s of CPU        %.3f
            all rounds                                    %s
            load average at the ends                      %s
            """;
    System.out.printf(
        Locale.ROOT,
        format,
        own.size(),
        cpu,
        resident,
        proportional,
        median(ratios),
        median(cpuRatios),
        ratios.stream().map(ratio -> String.format(Locale.ROOT, "%.3f", ratio)).toList(),
        loads);
  }
}
