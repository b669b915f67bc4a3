package org.lifeboot.manager.power;

class NoPowerTest implements PowerControlContract {

  @Override
  public PowerControl working() {
    return new NoPower();
  }

  @Override
  public PowerControl cutOff() {
    return new NoPower();
  }

  @Override
  public String expectedName() {
    return "none";
  }
}
