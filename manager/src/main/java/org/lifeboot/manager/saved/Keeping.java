package org.lifeboot.manager.saved;

/// What became of bytes that were sent to be kept.
public sealed interface Keeping {

  /// All of it is stored.
  record Kept(SavedFile file) implements Keeping {}

  /// None of it is stored.
  ///
  /// @param why one sentence
  record Refused(Why why, String sentence) implements Keeping {}

  /// Why nothing was stored.
  enum Why {
    /// Longer than what is kept here.
    TOO_LARGE,
    /// Not what the sender said it is, or nothing at all.
    WRONG_BYTES,
    /// Something else is kept for this check already.
    TAKEN,
    /// The same sender has begun anew.
    OVERTAKEN
  }

  static Keeping refused(Why why, String sentence) {
    return new Refused(why, sentence);
  }
}
