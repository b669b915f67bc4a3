package org.lifeboot.agent.check.surface;

import org.lifeboot.agent.linux.DirectFile;

/// A device or file that is really there.
record DirectMedium(DirectFile file) implements Medium {

  @Override
  public long sizeBytes() {
    return file.sizeBytes();
  }

  @Override
  public int sectorBytes() {
    return file.sectorBytes();
  }

  @Override
  public Reader reader(int mostBytes) {
    DirectFile.Reader reader = file.reader(mostBytes);
    return new Reader() {
      @Override
      public int read(long offset, int length) {
        return reader.read(offset, length);
      }

      @Override
      public void close() {
        reader.close();
      }
    };
  }

  @Override
  public String words(int answer) {
    return DirectFile.words(answer);
  }
}
