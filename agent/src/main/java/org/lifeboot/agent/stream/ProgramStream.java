package org.lifeboot.agent.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.lifeboot.agent.tool.ProgramOutput;
import org.lifeboot.protocol.StreamAnswer;

/// What a program writes, sent as it comes: a reader who does not read holds the program up, one
/// who has gone ends it.
public final class ProgramStream implements Opened.Body {

  private final ProgramOutput program;

  private ProgramStream(ProgramOutput program) {
    this.program = program;
  }

  /// Runs it when it is opened.
  ///
  /// @param contentType of what it writes
  public static StreamSource of(String contentType, List<String> command) {
    return () ->
        new Opened.Sends(
            new StreamAnswer.Ready(-1, contentType, Map.of()),
            new ProgramStream(ProgramOutput.of(command)));
  }

  @Override
  public void writeTo(OutputStream out) throws IOException, InterruptedException {
    program.copyTo(out);
  }

  @Override
  public void close() {
    program.close();
  }
}
