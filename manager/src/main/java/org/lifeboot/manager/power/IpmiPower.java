package org.lifeboot.manager.power;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.lifeboot.manager.power.PowerStatus.Supply;
import org.lifeboot.manager.process.ProgramTalk;
import org.lifeboot.manager.secret.Opened;

/// Power through IPMI 2.0 over LAN. Immutable.
public final class IpmiPower implements PowerControl {

  private static final List<String> STATUS = List.of("chassis", "power", "status");

  private static final String NEWEST = Integer.toString(PowerHealth.Told.MOST_ENTRIES);

  /// How long an installed system may take to shut down when asked.
  private static final Duration SHUTDOWN_LIMIT = Duration.ofMinutes(3);

  /// How long a chassis may take to do as it was told.
  private static final Duration CHANGE_LIMIT = Duration.ofSeconds(30);

  private final Ipmitool tool;
  private final String address;
  private final boolean uefi;
  private final Supplier<Opened> password;
  private final Duration shutdownLimit;

  public IpmiPower(PowerSettings.Ipmi settings, Supplier<Opened> password) {
    this(settings, password, SHUTDOWN_LIMIT);
  }

  IpmiPower(PowerSettings.Ipmi settings, Supplier<Opened> password, Duration shutdownLimit) {
    this.tool = new Ipmitool(settings);
    this.address = settings.address();
    this.uefi = settings.firmware().equals("uefi");
    this.password = password;
    this.shutdownLimit = shutdownLimit;
  }

  @Override
  public String name() {
    return "ipmi";
  }

  @Override
  public boolean offersSoftReboot() {
    return true;
  }

  /// Asks for a shutdown (ACPI), waits for the power to go, and switches it on again. A system that
  /// does not react is left running.
  @Override
  public PowerAnswer softReboot() {
    return told(
        "soft reboot",
        conversation -> {
          conversation.say("chassis", "power", "soft");
          conversation.await(Supply.OFF, shutdownLimit, "the system did not shut down when asked");
          conversation.say("chassis", "power", "on");
          conversation.await(Supply.ON, CHANGE_LIMIT, "the power did not come back");
        });
  }

  /// IPMI cannot cycle what is off.
  @Override
  public PowerAnswer hardReboot() {
    return told(
        "hard reboot",
        conversation -> {
          boolean off = conversation.supply() == Supply.OFF;
          conversation.say("chassis", "power", off ? "on" : "cycle");
          conversation.await(Supply.ON, CHANGE_LIMIT, "the power did not come back");
        });
  }

  @Override
  public PowerAnswer on() {
    return told(
        "power on",
        conversation -> {
          if (conversation.supply() != Supply.ON) {
            conversation.say("chassis", "power", "on");
            conversation.await(Supply.ON, CHANGE_LIMIT, "it says yes, and the power stays off");
          }
        });
  }

  @Override
  public PowerAnswer off() {
    return told(
        "power off",
        conversation -> {
          if (conversation.supply() != Supply.OFF) {
            conversation.say("chassis", "power", "off");
            conversation.await(Supply.OFF, CHANGE_LIMIT, "it says yes, and the power stays on");
          }
        });
  }

  /// Sets the override, and reads it back: some boards answer yes and forget.
  @Override
  public PowerAnswer bootOnce(BootDevice device) {
    if (device == BootDevice.HTTP) {
      return new PowerAnswer.Refused("IPMI knows PXE, disk and CD, but no HTTP Boot");
    }
    String word = device.name().toLowerCase(Locale.ROOT);
    return told(
        "boot override " + word,
        conversation -> {
          List<String> set = new ArrayList<>(List.of("chassis", "bootdev", word));
          if (uefi) {
            set.add("options=efiboot");
          }
          conversation.say(set.toArray(String[]::new));
          String kept = conversation.say("chassis", "bootparam", "get", "5");
          if (!kept.contains(selector(device))) {
            throw new Failure(
                "the controller said yes, and has forgotten the choice when asked again",
                "Its firmware may need an update; or set the boot order in the server's firmware");
          }
        });
  }

  private static String selector(BootDevice device) {
    return switch (device) {
      case PXE, HTTP -> "Force PXE";
      case CD -> "Force Boot from CD/DVD";
      case DISK -> "Force Boot from default Hard-Drive";
    };
  }

  @Override
  public PowerStatus status() {
    try {
      String said = new Conversation().say(STATUS.toArray(String[]::new));
      return new PowerStatus(supply(said), "IPMI at " + address + " says: " + said);
    } catch (Failure failure) {
      return new PowerStatus(
          Supply.UNKNOWN, "IPMI at " + address + ": " + failure.why() + ". " + failure.toDo());
    }
  }

  /// The log first: what is logged while the sensors are read counts as later.
  @Override
  public PowerHealth health() {
    try {
      Conversation conversation = new Conversation();
      String identity = IpmiWords.identity(conversation.say("mc", "info"));
      List<PowerHealth.Entry> log =
          IpmiWords.log(conversation.sayIfItCan("-c", "sel", "elist", "last", NEWEST));
      List<PowerHealth.Reading> readings =
          IpmiWords.sensors(conversation.sayIfItCan("-c", "sensor", "list"));
      return new PowerHealth.Told(identity, readings, log);
    } catch (Failure failure) {
      return new PowerHealth.Unreachable(failure.why() + ". " + failure.toDo());
    }
  }

  @Override
  public SerialConsole.Opening console(boolean takeOver) {
    return switch (password.get()) {
      case Opened.Unreadable(String why) ->
          new SerialConsole.Opening.Failed("Its password cannot be read: " + why);
      case Opened.Text(String secret) -> console(takeOver, secret);
    };
  }

  private SerialConsole.Opening console(boolean takeOver, String secret) {
    if (takeOver) {
      deactivateConsole();
    }
    try {
      ProgramTalk talk = tool.console(secret);
      return new SerialConsole.Opening.Begun(new IpmiConsole(talk, this::deactivateConsole));
    } catch (IOException e) {
      return new SerialConsole.Opening.Failed(
          "ipmitool cannot be started on the Manager's machine: " + e.getMessage());
    }
  }

  private void deactivateConsole() {
    new Conversation().sayIfItCan("sol", "deactivate");
  }

  private static Supply supply(String said) {
    if (said.contains("Chassis Power is on")) {
      return Supply.ON;
    }
    return said.contains("Chassis Power is off") ? Supply.OFF : Supply.UNKNOWN;
  }

  private PowerAnswer told(String what, Steps steps) {
    try {
      steps.carryOut(new Conversation());
      return new PowerAnswer.Done(name());
    } catch (Failure failure) {
      return new PowerAnswer.Unreachable(
          "IPMI at " + address + ", " + what, failure.why(), failure.toDo());
    }
  }

  private interface Steps {
    void carryOut(Conversation conversation) throws Failure;
  }

  /// Several commands, the first failure ending them.
  private final class Conversation {

    String say(String... words) throws Failure {
      return switch (password.get()) {
        case Opened.Unreadable(String why) -> throw new Failure("its password: " + why, "");
        case Opened.Text(String secret) -> run(secret, List.of(words));
      };
    }

    private String run(String secret, List<String> words) throws Failure {
      try {
        return switch (tool.run(secret, words)) {
          case Ipmitool.Said.Well(String output) -> output;
          case Ipmitool.Said.Badly(String why, String toDo) -> throw new Failure(why, toDo);
        };
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw new Failure("the Manager is stopping", "Try again");
      }
    }

    /// Some boards have no sensors or no log to read; that is no reason to tell nothing.
    String sayIfItCan(String... words) {
      try {
        return say(words);
      } catch (Failure _) {
        return "";
      }
    }

    Supply supply() throws Failure {
      return IpmiPower.supply(say(STATUS.toArray(String[]::new)));
    }

    void await(Supply wanted, Duration limit, String otherwise) throws Failure {
      long deadline = System.nanoTime() + limit.toNanos();
      while (supply() != wanted) {
        if (System.nanoTime() - deadline > 0) {
          throw new Failure(
              otherwise + " (waited " + limit.toSeconds() + " seconds)",
              "Look at the server's console, or try a hard reboot");
        }
        Patience.aSecond();
      }
    }
  }

  private static final class Failure extends Exception {
    private static final long serialVersionUID = 1;
    private final String why;
    private final String toDo;

    Failure(String why, String toDo) {
      super(why);
      this.why = why;
      this.toDo = toDo;
    }

    String why() {
      return why;
    }

    String toDo() {
      return toDo;
    }
  }
}
