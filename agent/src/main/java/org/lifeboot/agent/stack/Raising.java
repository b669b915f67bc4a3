package org.lifeboot.agent.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lifeboot.agent.claim.Claim;
import org.lifeboot.agent.claim.ClaimAnswer;
import org.lifeboot.agent.claim.Claims;
import org.lifeboot.agent.stack.Ledger.Entry;
import org.lifeboot.agent.stack.Ledger.Kind;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.Tools;

/// Brings up one layer, over what is up below it. Everything is in the ledger before it is done.
/// Not thread-safe.
final class Raising {

  private static final String PURPOSE = "look at what is on it";

  private final Tools tools;
  private final Claims claims;
  private final Ledger ledger;
  private final Way way;
  private final Undoing undoing;
  private final Map<String, String> passphrases = new HashMap<>();
  private int leaves = 1;

  Raising(Tools tools, Claims claims, Ledger ledger, Way way, Undoing undoing) {
    this.tools = tools;
    this.claims = claims;
    this.ledger = ledger;
    this.way = way;
    this.undoing = undoing;
  }

  /// A passphrase for a locked volume.
  void remember(String uuid, String passphrase) {
    passphrases.put(uuid, passphrase);
  }

  boolean knows(String uuid) {
    return passphrases.containsKey(uuid);
  }

  void forget() {
    passphrases.clear();
  }

  /// How many devices may be wanted at once: they share the RAM.
  void share(int count) {
    leaves = Math.max(1, count);
  }

  /// Brings it up.
  ///
  /// @param below the paths of the layers below it, in their order
  Raised up(Layer layer, List<String> below) throws NotUp {
    return switch (layer) {
      case Layer.Leaf leaf -> leaf(leaf);
      case Layer.Array array -> assembled(array, below);
      case Layer.Logical logical -> activated(logical, below);
      case Layer.Unlocked unlocked -> unlocked(unlocked, below.getFirst());
    };
  }

  private Raised leaf(Layer.Leaf leaf) throws NotUp {
    if (way != Way.SNAPSHOT) {
      Optional<String> holder = claims.holder(leaf.device());
      if (holder.isPresent()) {
        throw new NotUp(holder.get());
      }
      return new Raised(leaf, leaf.device(), Optional.empty(), Optional.empty());
    }
    String name = ledger.kept() ? Claims.newKeptName() : Claims.newName();
    Entry entry = ledger.add(Entry.of(Kind.CLAIM, name));
    return switch (claims.look(leaf.device(), PURPOSE, claims.storeBytes(leaves), name)) {
      case ClaimAnswer.Granted(Claim claim) ->
          new Raised(leaf, claim.path().toString(), Optional.of(entry), Optional.of(claim));
      case ClaimAnswer.Refused(String holder) -> throw failed(entry, holder);
      case ClaimAnswer.Failed(String reason) -> throw failed(entry, reason);
    };
  }

  private NotUp failed(Entry entry, String reason) {
    Optional<String> left = undoing.one(ledger, entry);
    return new NotUp(left.map(problem -> reason + "; and " + problem).orElse(reason));
  }

  private Raised assembled(Layer.Array array, List<String> members) throws NotUp {
    String device = MdDevices.free().orElseThrow(() -> new NotUp("there are too many arrays"));
    Entry entry = ledger.add(Entry.of(Kind.ARRAY, device));
    Outcome outcome = tools.run(Mdadm.assemble(device, array.uuid(), members, way != Way.WRITE));
    Optional<String> problem = outcome.problem("assembling the array " + array.device());
    if (problem.isPresent() || !MdDevices.running(device)) {
      throw failed(entry, problem.orElse(array.device() + " was assembled and does not run"));
    }
    if (way == Way.SNAPSHOT) {
      MdDevices.freeze(device);
    }
    return new Raised(array, device, Optional.of(entry), Optional.empty());
  }

  private Raised activated(Layer.Logical logical, List<String> physical) throws NotUp {
    String device = logical.device();
    if (Files.exists(Path.of(device))) {
      throw new NotUp("there is a volume of the name %s already".formatted(device));
    }
    var with = new ArrayList<>(List.of(logical.group(), logical.volume()));
    with.addAll(physical);
    Entry entry = ledger.add(new Entry(Kind.VOLUME, device, with));
    Outcome outcome = tools.run(Lvm.activate(logical.group(), logical.volume(), physical));
    Optional<String> problem = outcome.problem("activating the volume " + device);
    if (problem.isPresent()) {
      throw failed(entry, problem.get());
    }
    return new Raised(logical, device, Optional.of(entry), Optional.empty());
  }

  private Raised unlocked(Layer.Unlocked layer, String locked) throws NotUp {
    String passphrase = passphrases.get(layer.uuid());
    if (passphrase == null) {
      throw new NotUp("%s is locked.".formatted(layer.locked().device()));
    }
    String name = layer.device().replaceFirst("^.*/", "");
    if (Files.exists(Path.of(layer.device()))) {
      throw new NotUp("%s is open already".formatted(layer.device()));
    }
    Entry entry = ledger.add(Entry.of(Kind.CRYPT, name));
    String problem =
        Cryptsetup.problem(
            layer.locked().device(), tools.run(Cryptsetup.open(locked, name, passphrase)));
    if (!problem.isEmpty()) {
      passphrases.remove(layer.uuid());
      throw failed(entry, problem);
    }
    return new Raised(layer, layer.device(), Optional.of(entry), Optional.empty());
  }
}
