package org.lifeboot.manager.power;

import java.util.Optional;
import java.util.function.Supplier;
import org.lifeboot.manager.power.PowerStatus.Supply;
import org.lifeboot.manager.secret.Opened;

/// Asks the installed system to restart, through its sshd and OpenSSH's client. Nothing is sent to
/// a host whose key is not the one that was seen first. Immutable.
public final class SshPower implements PowerControl {

  private static final PowerAnswer ONLY_SOFT =
      new PowerAnswer.Refused(
          "SSH can ask the installed system for a soft reboot and nothing else");

  private final PowerSettings.Ssh settings;
  private final Supplier<Opened> key;
  private final Pin pin;

  public SshPower(PowerSettings.Ssh settings, Supplier<Opened> key, Pin pin) {
    this.settings = settings;
    this.key = key;
    this.pin = pin;
  }

  @Override
  public String name() {
    return "ssh";
  }

  @Override
  public boolean offersSoftReboot() {
    return true;
  }

  @Override
  public PowerAnswer softReboot() {
    try {
      return switch (known()) {
        case Host.Known(var hostKey) -> ask(hostKey);
        case Host.Not(String why, String toDo) -> failed(why, toDo);
      };
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return failed("the Manager is stopping", "Ask again");
    }
  }

  private PowerAnswer ask(SshHostKey hostKey) throws InterruptedException {
    return switch (key.get()) {
      case Opened.Unreadable(String why) -> failed(why, "Nothing was sent");
      case Opened.Text(String text) ->
          switch (new SshClient(settings).reboot(text, hostKey)) {
            case SshClient.Said.Well _ -> new PowerAnswer.Done(name());
            case SshClient.Said.Badly(String why, String toDo) -> failed(why, toDo);
          };
    };
  }

  /// The host, by its key.
  private sealed interface Host {
    record Known(SshHostKey key) implements Host {}

    record Not(String why, String toDo) implements Host {}
  }

  private Host known() throws InterruptedException {
    var shown = new SshClient(settings).hostKeys();
    if (shown.isEmpty()) {
      return new Host.Not(
          "no SSH server answers there",
          "Is the installed system up, and may the Manager reach its sshd?");
    }
    if (pin.trusted().isEmpty()) {
      pin.trustFirst(shown.getFirst().sha256());
    }
    Optional<String> trusted = pin.trusted();
    return shown.stream()
        .filter(one -> trusted.equals(Optional.of(one.sha256())))
        .findFirst()
        .<Host>map(Host.Known::new)
        .orElseGet(() -> changed(shown.getFirst()));
  }

  private Host changed(SshHostKey other) {
    pin.offered(other.sha256());
    return new Host.Not(
        "its host key has changed: it shows " + other.fingerprint() + " now",
        "If the system was installed anew, compare the fingerprint with ssh-keygen -l on the"
            + " server and accept it: on the server's page, or by lifeboot server power SERVER"
            + " --trust SHA256. If not, another machine may answer there: nothing was sent");
  }

  private PowerAnswer failed(String why, String toDo) {
    return new PowerAnswer.Unreachable(
        "Soft reboot by SSH of " + settings.user() + "@" + settings.address(), why, toDo);
  }

  @Override
  public PowerAnswer hardReboot() {
    return ONLY_SOFT;
  }

  @Override
  public PowerAnswer on() {
    return ONLY_SOFT;
  }

  @Override
  public PowerAnswer off() {
    return ONLY_SOFT;
  }

  /// No command is run for it: a key that is good for nothing but a reboot would reboot.
  @Override
  public PowerStatus status() {
    try {
      return switch (known()) {
        case Host.Known _ -> new PowerStatus(Supply.ON, "its system answers by SSH");
        case Host.Not(String why, String _) -> new PowerStatus(Supply.UNKNOWN, why);
      };
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new PowerStatus(Supply.UNKNOWN, "the Manager is stopping");
    }
  }
}
