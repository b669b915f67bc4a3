package org.lifeboot.lab.process;

/// The lab itself cannot go on: a program that is missing, a port that is taken, a time limit.
public final class LabException extends RuntimeException {

  public LabException(String message) {
    super(message);
  }

  public LabException(String message, Throwable cause) {
    super(message, cause);
  }
}
