package org.lifeboot.lab.story;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.lifeboot.lab.built.Built;
import org.lifeboot.lab.manager.Api;
import org.lifeboot.lab.manager.MailServer;
import org.lifeboot.lab.manager.ManagerProcess;
import org.lifeboot.lab.process.LabException;
import org.lifeboot.lab.server.Accelerator;
import org.lifeboot.lab.server.Drive;
import org.lifeboot.lab.server.Firmware;
import org.lifeboot.lab.server.Network;
import org.lifeboot.lab.server.VirtualServer;

/// What the story is played with: a Manager, the server demo-1, a network between them and perhaps
/// a mail server. Each is started when the story needs it; closing the stage ends them all.
public final class Stage implements AutoCloseable {

  public static final String SERVER = "demo-1";
  public static final String MAC_ADDRESS = "52:54:00:de:30:01";
  public static final String OWNER = "owner@example.org";

  /// How it is set up.
  ///
  /// @param folder holds all its files
  /// @param network how server and Manager reach each other
  /// @param ports what the Manager listens on
  /// @param mail whether a mail server is there
  /// @param settings more of the Manager's settings
  public record Plan(
      Path folder,
      Network network,
      Doors ports,
      boolean mail,
      Map<String, String> settings,
      Firmware firmware) {
    public Plan {
      settings = Map.copyOf(settings);
    }

    /// The server has SeaBIOS.
    public Plan(
        Path folder, Network network, Doors ports, boolean mail, Map<String, String> settings) {
      this(folder, network, ports, mail, settings, Firmware.BIOS);
    }

    URI web() {
      return URI.create("http://%s:%d".formatted(network.deskAddress(), ports.web()));
    }

    URI agentDoor() {
      return URI.create("wss://%s:%d/agent".formatted(network.deskAddress(), ports.agent()));
    }

    /// The Manager's settings.
    Map<String, String> manager(Path image, Path agentBundle) {
      var all = new LinkedHashMap<String, String>();
      var listen = network.listenAddress();
      var seen = network.managerAddress();
      all.put("web.address", network.deskAddress());
      all.put("web.port", Integer.toString(ports.web()));
      all.put("web.url", web().toString());
      all.put("agent.address", listen);
      all.put("agent.port", Integer.toString(ports.agent()));
      all.put("agent.url", "wss://%s:%d/agent".formatted(seen, ports.agent()));
      all.put("boot.address", listen);
      all.put("boot.port", Integer.toString(ports.boot()));
      all.put("boot.url", "http://%s:%d".formatted(seen, ports.boot()));
      all.put("image.folder", image.toString());
      all.put("agent.bundle", agentBundle.toString());
      if (mail) {
        all.put("mail.smtp.host", network.deskAddress());
        all.put("mail.smtp.port", Integer.toString(ports.mail()));
        all.put("mail.smtp.security", "none");
        all.put("mail.from", "lifeboot@example.org");
      }
      all.putAll(network.dhcp());
      all.putAll(settings);
      return all;
    }
  }

  /// The TCP ports of the Manager's three listeners and of the mail server.
  public record Doors(int web, int agent, int boot, int mail) {}

  private final Plan plan;
  private final List<Drive> moreDrives;
  private Optional<MailServer> mail = Optional.empty();
  private Optional<ManagerProcess> manager = Optional.empty();
  private Optional<VirtualServer> server = Optional.empty();

  public Stage(Plan plan) {
    this(plan, List.of());
  }

  /// A stage whose demo-1 has more drives than the demo's.
  public Stage(Plan plan, List<Drive> moreDrives) {
    this.plan = plan;
    this.moreDrives = List.copyOf(moreDrives);
  }

  public Plan plan() {
    return plan;
  }

  /// Where demo-1's files are.
  public VirtualServer.Plan serverPlan() {
    var drives = Stream.concat(Built.disks().drives().stream(), moreDrives.stream()).toList();
    return new VirtualServer.Plan(
        SERVER,
        plan.folder().resolve(SERVER),
        MAC_ADDRESS,
        drives,
        plan.network(),
        plan.firmware());
  }

  /// What is said of demo-1 to the Manager's API.
  public Map<String, Object> registration() {
    var draft = new LinkedHashMap<String, Object>();
    draft.put("name", SERVER);
    draft.put("macAddresses", List.of(MAC_ADDRESS));
    draft.put("ownerEmail", OWNER);
    draft.put("power", Map.of("driver", "qemu", "socket", serverPlan().powerSocket().toString()));
    plan.network().sshAddress().ifPresent(address -> draft.put("sshAddress", address));
    return draft;
  }

  /// The same, as arguments of `lifeboot server add NAME`.
  List<String> registrationWords() {
    var words = new ArrayList<String>();
    words.addAll(List.of("--mac", MAC_ADDRESS, "--owner", OWNER));
    words.addAll(List.of("--power", "qemu:" + serverPlan().powerSocket()));
    plan.network().sshAddress().ifPresent(address -> words.addAll(List.of("--ssh", address)));
    return words;
  }

  public VirtualServer powerOn(Accelerator accelerator) {
    return powerOn(serverPlan(), accelerator);
  }

  /// Powers demo-1 on with something particular about it.
  ///
  /// @param as made from [#serverPlan]
  public VirtualServer powerOn(VirtualServer.Plan as, Accelerator accelerator) {
    server = Optional.of(VirtualServer.start(as, accelerator));
    return server();
  }

  public ManagerProcess startManager() {
    if (plan.mail()) {
      mail = Optional.of(MailServer.start(plan.folder(), plan.network(), plan.ports().mail()));
    }
    manager =
        Optional.of(
            ManagerProcess.start(
                new ManagerProcess.Plan(
                    Built.managerClassPath(),
                    plan.folder().resolve("manager"),
                    plan.network(),
                    plan.manager(Built.image(), Built.agentBundle()))));
    return manager();
  }

  /// As after a power cut. It printed its administrator's password at its first start only.
  public void killManagerAndStartItAgain() {
    manager().kill();
    manager = Optional.of(manager().again());
  }

  public VirtualServer server() {
    return server.orElseThrow(() -> new LabException("demo-1 was not powered on"));
  }

  public ManagerProcess manager() {
    return manager.orElseThrow(() -> new LabException("the Manager was not started"));
  }

  public Optional<MailServer> mail() {
    return mail;
  }

  /// The API, logged in as the administrator that the first start made.
  public Api api() {
    var login =
        manager()
            .firstAdministrator()
            .orElseThrow(
                () -> new LabException("the Manager did not print its first administrator"));
    return Api.login(plan.web(), login);
  }

  /// What a person may now try.
  public String invitation() {
    var login = manager().firstAdministrator();
    return """

    The Manager      %s
      name           %s
      password       %s
    demo-1           owner %s; its Debian waits for a file system that is not there, then gives up
      its console    tail -f %s

    What to try
      1. Open the Manager's page, log in, open demo-1: netboot "rescue", then a hard reboot.
         It takes a minute or two (%s); the timeline shows each step.
      2. Read the mail to its owner: no mail server is set up, so it is kept on the page "Outbox".
      3. Follow the mail: log in by SSH, find the fault in /etc/fstab; open the link.
      4. netboot "disk", soft reboot: demo-1 is back on its disk.

    The same from another terminal:
      ./lifeboot login %s
      ./lifeboot rescue demo-1 --reboot hard --wait
      ./lifeboot outbox
      ./lifeboot boot disk demo-1 --reboot soft --wait

    Ctrl-C ends it all.
    """
        .formatted(
            plan.web(),
            login.map(ManagerProcess.Login::name).orElse("?"),
            login.map(ManagerProcess.Login::password).orElse("?"),
            OWNER,
            serverPlan().console(),
            server.map(VirtualServer::speed).orElse("?"),
            plan.web());
  }

  /// What was seen last of both, for the report of a story that failed.
  public String lastWords() {
    var words = new StringBuilder();
    server.ifPresent(
        it ->
            words
                .append("\nThe end of demo-1's console (all of it: ")
                .append(it.console().file())
                .append("):\n  ")
                .append(String.join("\n  ", it.console().tail(30))));
    manager.ifPresent(
        it ->
            words
                .append("\nThe end of the Manager's log (all of it: ")
                .append(it.log())
                .append("):\n  ")
                .append(String.join("\n  ", it.tail(30))));
    return words.append('\n').toString();
  }

  @Override
  public void close() {
    server.ifPresent(VirtualServer::close);
    manager.ifPresent(ManagerProcess::close);
    mail.ifPresent(MailServer::close);
  }
}
