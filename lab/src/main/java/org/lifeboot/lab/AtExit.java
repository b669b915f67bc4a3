package org.lifeboot.lab;

import org.lifeboot.lab.story.Stage;

/// Closes a stage when the Java process is told to end (Ctrl-C, SIGTERM) before its owner could.
final class AtExit implements AutoCloseable {

  private final Thread hook;

  AtExit(Stage stage) {
    hook = new Thread(stage::close, "closes the stage");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the process is ending already: the hook runs, which is what it is for
    }
  }
}
