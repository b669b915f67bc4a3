package org.lifeboot.lab.story;

/// A claim of the story did not hold.
public final class StoryFailed extends RuntimeException {

  public StoryFailed(Proof proof) {
    super(proof.claim() + (proof.evidence().isEmpty() ? "" : ": " + proof.evidence()));
  }
}
