package org.lifeboot.manager.power;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.lifeboot.manager.process.ProgramTalk;

/// Serial-over-LAN (IPMI 2.0, chapter 15) by `ipmitool sol activate`. It needs no terminal: it
/// reads and writes pipes, and deactivates the payload when its input ends. What is typed to
/// ipmitool itself, `~` after a line's end (its man page, "sol activate"), is kept from it by
/// doubling the `~`.
final class IpmiConsole implements SerialConsole {

  private static final byte[] GREETING =
      "[SOL Session operational".getBytes(StandardCharsets.US_ASCII);

  private static final byte[] OPEN =
      "[The serial console is open. Press Enter.]\r\n".getBytes(StandardCharsets.US_ASCII);

  private final ProgramTalk talk;
  private final Runnable deactivate;
  private final Greeted in;
  private boolean lineStart = true;

  /// A console.
  ///
  /// @param deactivate gives the payload back when ipmitool had to be killed
  IpmiConsole(ProgramTalk talk, Runnable deactivate) {
    this.talk = talk;
    this.deactivate = deactivate;
    this.in = new Greeted(talk.in());
  }

  @Override
  public InputStream in() {
    return in;
  }

  @Override
  public synchronized void type(byte[] bytes) throws IOException {
    OutputStream out = talk.out();
    for (byte one : bytes) {
      if (lineStart && one == '~') {
        out.write('~');
      }
      out.write(one);
      lineStart = one == '\r' || one == '\n';
    }
    out.flush();
  }

  @Override
  public Over over() {
    try {
      return over(talk.errors(), in.greeted);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Over("The Manager is stopping.", false);
    }
  }

  static Over over(String said, boolean begun) {
    if (said.contains("already active")) {
      return new Over("Somebody else has this serial console open.", true);
    }
    if (said.contains("de-activated") || said.contains("closed by BMC")) {
      return new Over("The controller has closed the console, or somebody took it over.", false);
    }
    if (said.contains("disabled") || said.contains("not support")) {
      return new Over(
          "Serial-over-LAN is switched off in the controller, or not allowed to this user.", false);
    }
    return new Over(
        begun
            ? "The connection to the controller is lost."
            : "The controller does not answer, or refuses user or password; the power test says"
                + " more.",
        false);
  }

  @Override
  public void close() {
    if (!talk.end()) {
      deactivate.run();
    }
  }

  /// Says in its own words that it is open, instead of ipmitool's first line, which names keys that
  /// are not handed on.
  private static final class Greeted extends InputStream {

    private final InputStream in;
    private volatile boolean greeted;
    private boolean begun;
    private byte[] first = {};
    private int shown;

    Greeted(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int from, int count) throws IOException {
      if (!begun) {
        begun = true;
        first = greeting();
      }
      if (shown == first.length) {
        return in.read(buffer, from, count);
      }
      int taken = Math.min(count, first.length - shown);
      System.arraycopy(first, shown, buffer, from, taken);
      shown += taken;
      return taken;
    }

    private byte[] greeting() throws IOException {
      byte[] head = in.readNBytes(GREETING.length);
      if (!Arrays.equals(head, GREETING)) {
        return head;
      }
      greeted = true;
      int next = in.read();
      while (next >= 0 && next != '\n') {
        next = in.read();
      }
      return OPEN;
    }
  }
}
