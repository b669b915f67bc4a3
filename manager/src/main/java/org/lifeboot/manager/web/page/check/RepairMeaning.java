package org.lifeboot.manager.web.page.check;

import org.lifeboot.protocol.Verdict;

/// What the end of a repair or of an undo means for the server's owner.
final class RepairMeaning {

  private RepairMeaning() {}

  static Meaning ofRepair(Verdict verdict) {
    return switch (verdict) {
      case PASSED ->
          new Meaning(
              "The file system was repaired and is in order now. What was changed is saved here.",
              "Look at its files, at lost+found first. If something is worse than before: undo it.");
      case WARNING ->
          new Meaning(
              "The file system was repaired and can be used, but deserves a look.",
              "Read the findings, and look at lost+found.");
      case FAILED ->
          new Meaning(
              "The repair did not bring the file system in order.",
              "Do not repair it again and again: undo this, copy what can be read, ask for"
                  + " support.");
      case INCONCLUSIVE ->
          new Meaning(
              "The repair was not done, or nobody can say how it ended; the reason says which.",
              "Read the reason; then check the file system again, which gives a new plan.");
      case CANCELLED ->
          new Meaning(
              "It was stopped before its end.",
              "Check the file system again: that says how it is now.");
      case CRASHED ->
          new Meaning(
              "The server stopped answering in the middle of a repair: the file system may be half"
                  + " repaired.",
              "Nothing saved is lost. When the server is back in rescue: undo the repair, or check"
                  + " the file system again.");
    };
  }

  static Meaning ofUndo(Verdict verdict) {
    return switch (verdict) {
      case PASSED ->
          new Meaning(
              "What the repair changed is back: the file system is as it was before it, damage"
                  + " included.",
              "Copy what can be read, or check it again for another try.");
      case WARNING ->
          new Meaning(
              "What the repair changed is back, with something left to look at.",
              "Read the findings, then check the file system again.");
      case FAILED ->
          new Meaning(
              "It could not be put back as it was.",
              "Write nothing to it. Download what was saved, and ask for support.");
      case INCONCLUSIVE ->
          new Meaning(
              "It was not put back, or nobody can say how it ended; the reason says which.",
              "Read the reason; if it can be put right, undo it again.");
      case CANCELLED ->
          new Meaning(
              "It was stopped before its end.",
              "Undo it again, or check the file system: that says how it is now.");
      case CRASHED ->
          new Meaning(
              "The server stopped answering in the middle of it: the file system may be half put"
                  + " back.",
              "Nothing saved is lost. When the server is back in rescue: undo the repair again.");
    };
  }
}
