package org.lifeboot.manager.power;

/// A server whose power Lifeboot cannot reach: somebody has to press the button. Stateless.
public final class NoPower implements PowerControl {

  private static final PowerAnswer ASK =
      new PowerAnswer.Refused(
          "This server has no power driver: ask somebody at the machine to restart it, or give the"
              + " server a power driver");

  @Override
  public String name() {
    return "none";
  }

  @Override
  public boolean offersSoftReboot() {
    return false;
  }

  @Override
  public PowerAnswer softReboot() {
    return ASK;
  }

  @Override
  public PowerAnswer hardReboot() {
    return ASK;
  }

  @Override
  public PowerAnswer on() {
    return ASK;
  }

  @Override
  public PowerAnswer off() {
    return ASK;
  }

  @Override
  public PowerStatus status() {
    return new PowerStatus(PowerStatus.Supply.UNKNOWN, "this server has no power driver");
  }
}
