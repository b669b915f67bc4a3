package org.lifeboot.manager.power;

/// Why a conversation with a Redfish service cannot go on. Its texts quote the service: hostile.
final class RedfishFailure extends Exception {

  private static final long serialVersionUID = 1;

  private final int status;
  private final String toDo;

  /// @param status of HTTP; 0: none came
  RedfishFailure(int status, String why, String toDo) {
    super(why);
    this.status = status;
    this.toDo = toDo;
  }

  int status() {
    return status;
  }

  /// The service understood, and does not want it so: another way may do.
  boolean isRefusal() {
    return status >= 400 && status < 500 && status != 401;
  }

  String why() {
    return String.valueOf(getMessage());
  }

  String toDo() {
    return toDo;
  }
}
