package org.lifeboot.agent.hardware;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.Tools;

/// Listens to the kernel while a check is at work. Thread-safe.
///
/// A mark is put into the kernel's messages at the beginning and at the end: what stands between
/// the two came during the check, and both were heard, so nothing was missed.
public final class KernelWatch implements AutoCloseable {

  /// Messages come within milliseconds, on a busy virtual server within seconds.
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Tools tools;
  private final Path kmsg;
  private final Consumer<String> onMessage;
  private final String id = UUID.randomUUID().toString().substring(0, 8);
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private final HardwareEvents before = new HardwareEvents();
  private final HardwareEvents during = new HardwareEvents();
  private final Thread reader;
  private boolean whole;

  /// A watch that does not listen yet.
  ///
  /// @param root `/`; another folder in tests
  /// @param onMessage hears every message about the hardware that comes during the check, at once
  public KernelWatch(Tools tools, Path root, Consumer<String> onMessage) {
    this.tools = tools;
    this.kmsg = root.resolve("dev/kmsg");
    this.onMessage = onMessage;
    this.reader = Thread.ofPlatform().daemon().name("kernel messages").unstarted(this::read);
  }

  /// Begins to listen; returns when it hears.
  public KernelWatch open() throws InterruptedException {
    reader.start();
    whole = mark("begins", begun);
    return this;
  }

  private void read() {
    Outcome _ = tools.run(Dmesg.follow(), this::hear);
  }

  private synchronized void hear(String line) {
    String message = Dmesg.message(line);
    if (message.endsWith(words("begins"))) {
      begun.countDown();
      return;
    }
    if (message.endsWith(words("ends"))) {
      over.countDown();
      return;
    }
    if (begun.getCount() > 0) {
      before.add(message);
      return;
    }
    during.add(message);
    if (HardwareEvents.concerns(message)) {
      onMessage.accept(message);
    }
  }

  private String words(String what) {
    return "lifeboot: check " + id + " " + what;
  }

  private boolean mark(String what, CountDownLatch heard) throws InterruptedException {
    try {
      Files.writeString(kmsg, words(what) + "\n", StandardOpenOption.WRITE);
    } catch (IOException _) {
      return false;
    }
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end && reader.isAlive()) {
      if (heard.await(100, TimeUnit.MILLISECONDS)) {
        return true;
      }
    }
    return heard.getCount() == 0;
  }

  /// Waits for the last message.
  ///
  /// @return whether all messages of the check were heard; if not, nothing is known of them
  public boolean finish() throws InterruptedException {
    whole = whole && mark("ends", over);
    return whole;
  }

  /// What the kernel had said since it started, before the check.
  public synchronized List<HardwareEvent> before() {
    return before.all();
  }

  /// What it has said since the check began.
  public synchronized List<HardwareEvent> during() {
    return during.all();
  }

  @Override
  public void close() {
    reader.interrupt();
    try {
      boolean _ = reader.join(PATIENCE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
