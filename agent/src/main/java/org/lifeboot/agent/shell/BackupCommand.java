package org.lifeboot.agent.shell;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.lifeboot.agent.backup.BackupReport;
import org.lifeboot.agent.backup.DeviceBackup;
import org.lifeboot.agent.backup.DeviceToRepository;
import org.lifeboot.agent.backup.FilesBackup;
import org.lifeboot.agent.backup.Source;
import org.lifeboot.agent.backup.Sources;
import org.lifeboot.agent.backup.Target;
import org.lifeboot.agent.backup.Verification;
import org.lifeboot.agent.claim.Claims;
import org.lifeboot.agent.tool.Tools;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lifeboot backup`: copies files or whole devices to somewhere else.
@Command(
    name = "backup",
    customSynopsis = {
      "lifeboot backup [OPTION]… SOURCE TARGET",
      "lifeboot backup verify [OPTION]… BACKUP"
    },
    description = {
      "Copies files or a whole device to a mounted disk or to another machine. The source is only"
          + " read.",
      "",
      "Files and folders go into an encrypted restic repository. A device goes to a folder as an"
          + " image (with a map of what could not be read; the same command goes on after a break),"
          + " or to another machine into a restic repository.",
      "",
      "Examples:",
      "  lifeboot backup /dev/sda1 /mnt/usb/web-7",
      "  lifeboot backup /mnt/home sftp:backup@nas.example.net:/backups/web-7",
      "  AWS_ACCESS_KEY_ID=… AWS_SECRET_ACCESS_KEY=… \\",
      "    lifeboot backup /mnt/etc s3:https://s3.example.net/web-7",
      "  lifeboot backup verify /mnt/usb/web-7/sda1.json"
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeOnInvalidInput = CheckCommand.WRONG_USE,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all of it is copied",
      "1:all that can be read is copied; what is missing is told",
      "2:not done",
      "3:wrong use"
    })
final class BackupCommand implements Callable<Integer> {

  private final Tools tools;
  private final Claims claims;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private BackupOptions options = new BackupOptions();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "SOURCE",
      description = "A folder or file, or a block device (/dev/sda1).")
  private String source = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "TARGET",
      description = "A folder, sftp:user@host:/path or s3:https://host/bucket/path.")
  private String target = "";

  @Option(
      names = "--image",
      description = "SOURCE is an image file: copy it as a device, bad sectors and all.")
  private boolean image;

  @Option(
      names = "--retries",
      paramLabel = "N",
      defaultValue = "3",
      description = "How often a bad sector is tried again (default: ${DEFAULT-VALUE}).")
  private int retries;

  BackupCommand(Tools tools, Claims claims) {
    this.tools = tools;
    this.claims = claims;
  }

  @Override
  public Integer call() {
    if (source.isEmpty() || target.isEmpty()) {
      return wrong("Name what is copied and where to: lifeboot backup SOURCE TARGET (or --help).");
    }
    try {
      return copied(Target.parse(target));
    } catch (IllegalArgumentException e) {
      return wrong(String.valueOf(e.getMessage()));
    }
  }

  private int copied(Target to) {
    Path from = Path.of(source).toAbsolutePath().normalize();
    if (!Files.exists(from)) {
      return wrong("There is no " + source + ".");
    }
    if (retries < 0 || retries > 100) {
      return wrong("--retries: 0 to 100.");
    }
    boolean whole = image || !(Files.isRegularFile(from) || Files.isDirectory(from));
    return whole ? device(from, to) : files(from, to);
  }

  private int files(Path from, Target to) {
    var access = options.access(to.text(), spec.commandLine());
    return options.print(
        spec.commandLine(), watch -> new FilesBackup(tools, watch).run(from, access));
  }

  private int device(Path from, Target to) {
    return switch (to) {
      case Target.Folder(Path folder) ->
          options.print(
              spec.commandLine(),
              watch ->
                  held(
                      from,
                      to,
                      held ->
                          new DeviceBackup(tools, watch, Clock.systemUTC())
                              .run(held, folder, retries)));
      case Target.Remote remote -> {
        var access = options.access(remote.text(), spec.commandLine());
        yield options.print(
            spec.commandLine(),
            watch ->
                held(from, to, held -> new DeviceToRepository(tools, watch).run(held, access)));
      }
    };
  }

  /// Nobody writes on the device while it is copied.
  private BackupReport held(Path from, Target to, Function<Source, BackupReport> copying) {
    return new Sources(tools, claims).with(from, to, copying);
  }

  private int wrong(String reason) {
    err().println(reason);
    return CheckCommand.WRONG_USE;
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }

  @Command(
      name = "verify",
      description = {
        "Reads a backup again and says whether it is what was written.",
        "BACKUP is the .json file beside the image of a device, or a repository."
      },
      mixinStandardHelpOptions = true,
      exitCodeOnInvalidInput = CheckCommand.WRONG_USE)
  int verify(
      @Parameters(paramLabel = "BACKUP", description = "sda1.json, a folder, sftp:…, s3:…")
          String backup,
      @Mixin BackupOptions verifying) {
    if (Files.isRegularFile(Path.of(backup))) {
      return verifying.print(
          spec.commandLine(), watch -> new Verification(tools, watch).ofDevice(Path.of(backup)));
    }
    try {
      var access = verifying.access(Target.parse(backup).text(), spec.commandLine());
      return verifying.print(
          spec.commandLine(), watch -> new Verification(tools, watch).ofRepository(access));
    } catch (IllegalArgumentException e) {
      return wrong(String.valueOf(e.getMessage()));
    }
  }
}
