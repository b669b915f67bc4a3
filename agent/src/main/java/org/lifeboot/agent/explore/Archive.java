package org.lifeboot.agent.explore;

import java.io.IOException;
import java.util.List;
import org.lifeboot.agent.linux.Attributes;
import org.lifeboot.agent.linux.FileFacts;
import org.lifeboot.agent.linux.OpenFile;

/// An archive that is being written, entry after entry; nothing of it is kept.
interface Archive extends AutoCloseable {

  /// A folder, or a link.
  ///
  /// @param name its path in the archive, bytes
  /// @param target where a link leads, as it is written; empty for a folder
  void add(byte[] name, FileFacts facts, Attributes attributes, byte[] target) throws IOException;

  /// Another name of a regular file that was added before.
  ///
  /// @return whether it could be added so; else it is to be added as a file of its own
  boolean addAgain(byte[] name, FileFacts facts) throws IOException;

  /// A regular file.
  ///
  /// @param trouble hears what of it could not be read; that is filled with zeros
  /// @throws IOException only when nobody takes the archive any more
  void add(byte[] name, OpenFile file, Attributes attributes, Trouble trouble) throws IOException;

  /// What this kind of archive cannot hold, and had to: a sentence each.
  List<String> lost();

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
