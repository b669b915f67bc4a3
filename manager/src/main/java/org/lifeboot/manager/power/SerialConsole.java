package org.lifeboot.manager.power;

import java.io.IOException;
import java.io.InputStream;

/// A server's serial console, as its management controller carries it over the network. One thread
/// reads; any writes, one at a time; any closes.
public interface SerialConsole extends AutoCloseable {

  /// What came of opening one.
  sealed interface Opening {

    /// Asked for; whether the controller agrees shows in what is read.
    record Begun(SerialConsole console) implements Opening {}

    /// This driver has none.
    record NotOffered(String reason) implements Opening {}

    /// It could not be asked.
    record Failed(String why) implements Opening {}
  }

  /// What the server sends; ends when the controller ends it or never began.
  InputStream in();

  /// Types.
  void type(byte[] bytes) throws IOException;

  /// Why it is over, in a person's words; after [#in] has ended.
  Over over();

  /// How a console ended.
  ///
  /// @param taken somebody else holds it
  record Over(String reason, boolean taken) {}

  /// Ends it and gives it back to others.
  @Override
  void close();
}
