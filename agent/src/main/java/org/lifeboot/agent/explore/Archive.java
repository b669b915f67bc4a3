package org.lifeboot.agent.explore;

import java.io.IOException;
import org.lifeboot.agent.linux.FileFacts;
import org.lifeboot.agent.linux.OpenFile;

/// An archive that is being written, entry after entry; nothing of it is kept.
interface Archive extends AutoCloseable {

  /// A folder, or a link.
  ///
  /// @param name its path in the archive, bytes
  /// @param target where a link leads, as it is written; empty for a folder
  void add(byte[] name, FileFacts facts, byte[] target) throws IOException;

  /// A regular file.
  ///
  /// @param trouble hears what of it could not be read; that is filled with zeros
  /// @throws IOException only when nobody takes the archive any more
  void add(byte[] name, OpenFile file, Trouble trouble) throws IOException;

  /// A text of our own.
  void addText(String name, String text) throws IOException;

  /// Writes what belongs to the end, and ends it.
  void finish() throws IOException;

  @Override
  void close();

  /// Hears what could not be read.
  @FunctionalInterface
  interface Trouble {
    void reading(String words);
  }
}
