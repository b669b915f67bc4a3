package org.lifeboot.protocol;

import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.util.Objects;

/// Messages to JSON and back. Thread-safe.
///
/// Unknown properties are ignored; an unknown `type`, missing text or malformed JSON is an
/// [IllegalArgumentException], whatever the text.
public final class Codec {

  private final Jsonb jsonb = Jsonb.builder().build();
  private final JsonType<AgentMessage> up = jsonb.type(AgentMessage.class);
  private final JsonType<ManagerMessage> down = jsonb.type(ManagerMessage.class);
  private final JsonType<SessionFile> session = jsonb.type(SessionFile.class);
  private final JsonType<AgentCommand> command = jsonb.type(AgentCommand.class);
  private final JsonType<Inventory> inventory = jsonb.type(Inventory.class);

  private final JsonType<CheckOrder> checkOrder = jsonb.type(CheckOrder.class);
  private final JsonType<CheckReport> checkReport = jsonb.type(CheckReport.class);
  private final JsonType<StreamOrder> streamOrder = jsonb.type(StreamOrder.class);
  private final JsonType<StreamAnswer> streamAnswer = jsonb.type(StreamAnswer.class);
  private final JsonType<StreamWord> streamWord = jsonb.type(StreamWord.class);

  public String write(AgentMessage message) {
    return up.toJson(message);
  }

  public String write(ManagerMessage message) {
    return down.toJson(message);
  }

  public String write(SessionFile file) {
    return session.toJson(file);
  }

  public String write(AgentCommand work) {
    return command.toJson(work);
  }

  public String write(Inventory drives) {
    return inventory.toJson(drives);
  }

  public String write(CheckOrder order) {
    return checkOrder.toJson(order);
  }

  public String write(CheckReport report) {
    return checkReport.toJson(report);
  }

  public String write(StreamOrder order) {
    return streamOrder.toJson(order);
  }

  public String write(StreamAnswer answer) {
    return streamAnswer.toJson(answer);
  }

  public String write(StreamWord word) {
    return streamWord.toJson(word);
  }

  public AgentMessage agentMessage(String json) {
    return read(up, json);
  }

  public ManagerMessage managerMessage(String json) {
    return read(down, json);
  }

  public SessionFile sessionFile(String json) {
    return read(session, json);
  }

  public AgentCommand agentCommand(String json) {
    return read(command, json);
  }

  public Inventory inventory(String json) {
    return read(inventory, json);
  }

  public CheckOrder checkOrder(String json) {
    return read(checkOrder, json);
  }

  public CheckReport checkReport(String json) {
    return read(checkReport, json);
  }

  public StreamOrder streamOrder(String json) {
    return read(streamOrder, json);
  }

  public StreamAnswer streamAnswer(String json) {
    return read(streamAnswer, json);
  }

  public StreamWord streamWord(String json) {
    return read(streamWord, json);
  }

  private static <T> T read(JsonType<T> type, String json) {
    try {
      return Objects.requireNonNull(type.fromJson(json), "null");
    } catch (RuntimeException | StackOverflowError e) {
      // hostile text makes the parser throw a dozen kinds of them, index errors included
      throw new IllegalArgumentException("not a message of this protocol: " + e.getMessage(), e);
    }
  }
}
