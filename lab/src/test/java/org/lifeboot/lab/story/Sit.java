package org.lifeboot.lab.story;

import java.util.concurrent.CountDownLatch;

/// What a failed end-to-end test leaves to look at: the last words of both ends, and, with
/// `LAB_SIT=1` in the environment, everything still up to log in to, until Ctrl-C.
final class Sit {

  private Sit() {}

  static void down(Stage stage) {
    System.out.println(stage.lastWords());
    if (!"1".equals(System.getenv("LAB_SIT"))) {
      return;
    }
    System.out.println("LAB_SIT=1: everything is left up. Ctrl-C ends it.\n" + stage.invitation());
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
