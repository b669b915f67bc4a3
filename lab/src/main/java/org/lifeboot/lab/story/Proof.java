package org.lifeboot.lab.story;

/// One claim of the story, and whether it held.
///
/// @param claim a sentence
/// @param evidence what was seen, in short; empty when the claim says it all
public record Proof(boolean proven, String claim, String evidence) {

  @Override
  public String toString() {
    return (proven ? "✔ " : "✘ ") + claim + (evidence.isEmpty() ? "" : "  [" + evidence + "]");
  }
}
