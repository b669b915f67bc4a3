package org.lifeboot.agent.check.surface;

/// What is scanned. Thread-safe, with one [Reader] for each thread.
interface Medium {

  long sizeBytes();

  /// The smallest piece that can be read by itself.
  int sectorBytes();

  Reader reader(int mostBytes);

  /// Reads for one thread.
  interface Reader extends AutoCloseable {

    /// Reads whole sectors; the last one of a file may be cut.
    ///
    /// @return how many bytes were read (0: there is no more), or the negated error number
    int read(long offset, int length);

    @Override
    void close();
  }

  /// What a negated error number means.
  String words(int answer);
}
