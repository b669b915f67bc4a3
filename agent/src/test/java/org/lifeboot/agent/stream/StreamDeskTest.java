package org.lifeboot.agent.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lifeboot.agent.link.FakeManager;
import org.lifeboot.agent.link.PinnedCertificate;
import org.lifeboot.agent.tool.ProgramOutput;
import org.lifeboot.protocol.ManagerMessage.OpenStream;
import org.lifeboot.protocol.Protocol;
import org.lifeboot.protocol.StreamAnswer;
import org.lifeboot.protocol.StreamOrder;
import org.lifeboot.protocol.StreamProblem;

/// What an Agent brings when it is asked for bytes.
@Timeout(60)
class StreamDeskTest {

  private static final StreamOrder LOG = new StreamOrder.RescueLog();

  private final ConcurrentHashMap<String, StreamSource> sources = new ConcurrentHashMap<>();
  private FakeStreamDoor door;
  private StreamDesk desk;

  @BeforeEach
  void open() throws Exception {
    door = new FakeStreamDoor();
    desk =
        new StreamDesk(
            _ -> sources.get("next"),
            new PinnedCertificate(FakeManager.sha256()).context(),
            _ -> {});
  }

  @AfterEach
  void close() throws Exception {
    desk.close();
    door.close();
  }

  private FakeStreamDoor.Put bringing(String id, StreamSource source) throws IOException {
    sources.put("next", source);
    desk.open(door.wanting(id, LOG));
    return door.next();
  }

  private static StreamSource sending(Opened.Body body) {
    return () -> new Opened.Sends(StreamAnswer.Ready.bytes(), body);
  }

  private void waitUntilNothingIsOpen() throws InterruptedException {
    for (int i = 0; i < 400 && desk.open() > 0; i++) {
      Thread.sleep(25);
    }
    assertThat(desk.open()).isZero();
  }

  @Test
  void whatIsWrittenArrivesAndItsEndIsTold() throws Exception {
    try (var put = bringing("s-1", ProgramStream.of("text/plain", List.of("printf", "a\\nb\\n")))) {
      assertThat(put.requestLine()).isEqualTo("PUT /agent/stream/s-1 HTTP/1.1");
      assertThat(put.header(Protocol.STREAM_KEY_HEADER)).isEqualTo("5a".repeat(32));
      assertThat(put.answer())
          .isEqualTo(new StreamAnswer.Ready(-1, "text/plain", java.util.Map.of()));
      assertThat(put.whole()).isEqualTo("a\nb\n".getBytes(StandardCharsets.UTF_8));
      put.say("204 No Content");
    }
    waitUntilNothingIsOpen();
  }

  @Test
  void aReaderThatDoesNotReadHoldsUpTheWriterWithLittleKept() throws Exception {
    var written = new AtomicLong();
    var source =
        sending(
            out -> {
              byte[] piece = new byte[1 << 16];
              for (int i = 0; i < 3_200; i++) {
                out.write(piece);
                written.addAndGet(piece.length);
              }
            });
    try (var put = bringing("s-1", source)) {
      long before = -1;
      while (written.get() != before) {
        before = written.get();
        Thread.sleep(300);
      }
      assertThat(before).isLessThan(16 << 20);

      assertThat(put.whole()).hasSize(3_200 << 16);
      put.say("204 No Content");
    }
  }

  @Test
  void aManagerThatDropsAStreamEndsTheProgramBehindItAtOnce() throws Exception {
    var program = ProgramOutput.of(List.of("sleep", "600"));
    var source =
        sending(
            new Opened.Body() {
              @Override
              public void writeTo(java.io.OutputStream out)
                  throws IOException, InterruptedException {
                program.copyTo(out);
              }

              @Override
              public void close() {
                program.close();
              }
            });
    var put = bringing("s-1", source);
    assertThat(program.runs()).isTrue();

    put.close();

    waitUntilNothingIsOpen();
    assertThat(program.runs()).isFalse();
  }

  @Test
  void theEndOfTheSessionEndsAStreamThatNobodyReads() throws Exception {
    try (var _ = bringing("s-1", ProgramStream.of("text/plain", List.of("cat", "/dev/zero")))) {
      desk.endAll();

      waitUntilNothingIsOpen();
    }
  }

  @Test
  void whatFailsInTheMiddleIsNotToldAsWhole() throws Exception {
    var source =
        sending(
            out -> {
              out.write(new byte[100]);
              out.flush();
              throw new IOException("Input/output error");
            });
    try (var put = bringing("s-1", source)) {
      assertThat(put.chunk()).hasSize(100);
      assertThatThrownBy(put::chunk).isInstanceOf(IOException.class);
    }
    waitUntilNothingIsOpen();
  }

  @Test
  void whatCannotBeOpenedIsDeclinedWithAReason() throws Exception {
    try (var put =
        bringing(
            "s-1",
            () -> {
              throw new IOException("/dev/sda1: Input/output error");
            })) {
      assertThat(put.answer())
          .isEqualTo(
              new StreamAnswer.Declined(StreamProblem.UNREADABLE, "/dev/sda1: Input/output error"));
      assertThat(put.whole()).isEmpty();
      put.say("204 No Content");
    }
    try (var put = bringing("s-2", ProgramStream.of("text/plain", List.of("no-such-program")))) {
      assertThat(put.answer()).isInstanceOf(StreamAnswer.Declined.class);
    }
  }

  @Test
  void oneStreamTooManyIsDeclinedAndTheOthersGoOn() throws Exception {
    var go = new CountDownLatch(1);
    var source =
        sending(
            out -> {
              assertThat(go.await(30, TimeUnit.SECONDS)).isTrue();
              out.write(7);
            });
    var puts = new java.util.ArrayList<FakeStreamDoor.Put>();
    for (int i = 0; i < 16; i++) {
      puts.add(bringing("s-" + i, source));
    }

    try (var more = bringing("more", source)) {
      assertThat(more.answer())
          .isInstanceOfSatisfying(
              StreamAnswer.Declined.class,
              declined -> assertThat(declined.problem()).isEqualTo(StreamProblem.TOO_MANY));
    }

    go.countDown();
    for (var put : puts) {
      assertThat(put.whole()).isEqualTo(new byte[] {7});
      put.close();
    }
  }

  @Test
  void anOrderThatIsHeardTwiceIsOneStream() throws Exception {
    var go = new CountDownLatch(1);
    sources.put("next", sending(_ -> assertThat(go.await(30, TimeUnit.SECONDS)).isTrue()));
    OpenStream wanted = door.wanting("s-1", LOG);

    desk.open(wanted);
    desk.open(wanted);

    try (var _ = door.next()) {
      assertThat(desk.open()).isEqualTo(1);
      go.countDown();
    }
  }

  @Test
  void anotherManagersCertificateIsToldNothing() throws Exception {
    try (var stranger =
        new StreamDesk(
            _ -> sending(out -> out.write(1)),
            new PinnedCertificate("ab".repeat(32)).context(),
            _ -> {})) {
      stranger.open(door.wanting("s-1", LOG));

      assertThatThrownBy(door::next).isInstanceOf(IOException.class);
    }
  }
}
