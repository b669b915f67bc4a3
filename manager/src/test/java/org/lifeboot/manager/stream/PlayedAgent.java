package org.lifeboot.manager.stream;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.protocol.Codec;
import org.lifeboot.protocol.ManagerMessage.OpenStream;
import org.lifeboot.protocol.StreamAnswer;
import org.lifeboot.protocol.StreamOrder;
import org.lifeboot.protocol.StreamWord;

/// An Agent whose two-way streams answer what they hear in capitals.
public final class PlayedAgent implements AgentLine {

  private final Streams streams;
  private final BlockingQueue<StreamOrder> orders = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> words = new LinkedBlockingQueue<>();
  private final CompletableFuture<Boolean> dropped = new CompletableFuture<>();
  private final CompletableFuture<Talking> talk = new CompletableFuture<>();

  public PlayedAgent(Streams streams) {
    this.streams = streams;
    var _ = streams.join(this);
  }

  @Override
  public boolean call(SessionId session, String connection, OpenStream wanted) {
    if (!(streams.claim(wanted.id(), wanted.key()) instanceof Streams.Claim.Right(var awaited))) {
      throw new AssertionError("the key of an order is not taken");
    }
    talk.complete(awaited.talk(StreamAnswer.Ready.bytes(), new Echo()));
    orders.add(wanted.order());
    return true;
  }

  private final class Echo implements Awaited.Peer {
    @Override
    public void send(ByteBuffer frame) {
      String text = StandardCharsets.UTF_8.decode(frame).toString();
      try {
        talk.join().heard(text.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void say(String text) {
      words.add(text);
    }

    @Override
    public void close() {
      dropped.complete(true);
    }
  }

  public BlockingQueue<StreamOrder> orders() {
    return orders;
  }

  public BlockingQueue<String> words() {
    return words;
  }

  public CompletableFuture<Boolean> dropped() {
    return dropped;
  }

  public void over(String reason) {
    talk.join().heard(new Codec().write(new StreamWord.Over(reason)));
  }
}
