package org.lifeboot.agent.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lifeboot.agent.claim.Claim;
import org.lifeboot.agent.claim.Claims;
import org.lifeboot.agent.claim.SteadyTools;
import org.lifeboot.agent.layout.Signature;
import org.lifeboot.agent.stack.Ledger.Entry;
import org.lifeboot.agent.stack.Ledger.Kind;
import org.lifeboot.agent.tool.Tools;

/// Brings up what volumes stand on, and lets go of it again. What two volumes share is up once.
/// Everything is in the ledger before it is done. Thread-safe.
public final class Stack implements AutoCloseable {

  /// What could not be looked into may be free again after this.
  private static final Duration TROUBLES_LAST = Duration.ofMinutes(1);

  private final Tools tools;
  private final Claims claims;
  private final Ledger ledger;
  private final Way way;
  private final Undoing undoing;
  private final Raising raising;
  private final Map<String, Raised> raised = new LinkedHashMap<>();
  private Known known =
      new Known(List.of(), Set.of(), new Survey(List.of(), List.of(), List.of()), 0);

  /// What the last survey was made of, and what it found.
  private record Known(List<Leaves.Leaf> leaves, Set<String> open, Survey survey, long atNanos) {

    boolean holds(List<Leaves.Leaf> now, Set<String> unlocked) {
      boolean old = System.nanoTime() - atNanos > TROUBLES_LAST.toNanos();
      return now.equals(leaves) && unlocked.equals(open) && (survey.troubles().isEmpty() || !old);
    }
  }

  /// A stack.
  ///
  /// @param ledger whether what is up outlives this process is the ledger's to say
  public Stack(Tools tools, Claims claims, Ledger ledger, Way way) {
    this.tools = new SteadyTools(tools);
    this.claims = claims;
    this.ledger = ledger;
    this.way = way;
    this.undoing = new Undoing(tools, claims);
    this.raising = new Raising(this.tools, claims, ledger, way, undoing);
  }

  /// A stack to look at, over snapshots, that ends with this process.
  ///
  /// @param root `/`
  public static Stack toLook(Tools tools, Claims claims, Path root) {
    return new Stack(
        tools, claims, Ledger.open(folder(root), false, "", "looked at"), Way.SNAPSHOT);
  }

  /// Where ledgers are.
  public static Path folder(Path root) {
    return root.resolve("run/lifeboot/stack");
  }

  /// Where what is done with its volumes is to be written down, too.
  public Ledger ledger() {
    return ledger;
  }

  /// What is on all disks. Arrays and LVM volumes are brought up for a moment to see what is on
  /// them, over snapshots; locked volumes only where there is a passphrase, which is remembered.
  public synchronized Survey survey(Passphrases asking) {
    var surveying = new Surveying(this, tools, asking);
    try {
      return surveying.take();
    } finally {
      surveying.letGo();
    }
  }

  /// The same, and arrays and volumes stay up until this stack is closed: for who opens most of
  /// them next.
  public synchronized Survey surveyAndKeepUp(Passphrases asking) {
    return new Surveying(this, tools, asking).take();
  }

  /// A survey for who asks often: arrays and volumes are brought up only when something has changed
  /// on the disks since it was asked last, or was unlocked. What is opened next may take its full
  /// share of RAM.
  public synchronized Survey surveyWhatChanged() {
    try {
      List<Leaves.Leaf> now =
          Leaves.of(Lsblk.report(tools.run(Lsblk.command()))).stream().map(this::ours).toList();
      Set<String> open = unlocked();
      if (!known.holds(now, open)) {
        known = new Known(now, open, surveyed(now), System.nanoTime());
      }
      return known.survey();
    } catch (NotUp e) {
      return new Survey(List.of(), List.of(), List.of(e.reason()));
    }
  }

  private Survey surveyed(List<Leaves.Leaf> now) {
    var surveying = new Surveying(this, tools, Passphrases.none());
    try {
      return surveying.of(now);
    } finally {
      surveying.letGo();
      share(1);
    }
  }

  private Set<String> unlocked() {
    return raised.values().stream()
        .map(Raised::layer)
        .filter(Layer.Unlocked.class::isInstance)
        .map(Layer::key)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// What this stack itself holds is free for it.
  Leaves.Leaf ours(Leaves.Leaf leaf) {
    if (raised.containsKey(leaf.layer().key())) {
      return leaf.free();
    }
    return leaf.inUse().isEmpty() && leaf.content().datastore()
        ? leaf.held(claims.holder(leaf.layer().device()).orElse(""))
        : leaf;
  }

  /// Brings up what is below a volume, and nothing else.
  public synchronized OpenAnswer open(Volume volume, Passphrases asking) {
    if (volume.state() instanceof Volume.State.InUse(String holder)
        && !raised.containsKey(volume.key())) {
      return new OpenAnswer.NotReady("in use: " + holder);
    }
    var up = new ArrayList<Layer>();
    try {
      ask(volume.layer(), asking);
      var paths = new ArrayList<String>();
      for (Layer layer : all(volume)) {
        paths.add(bring(layer));
        up.add(layer);
      }
      return new OpenAnswer.Ready(new OpenedVolume(volume, paths));
    } catch (NotUp e) {
      up.reversed().forEach(this::release);
      return new OpenAnswer.NotReady(e.reason());
    }
  }

  private static List<Layer> all(Volume volume) {
    var all = new ArrayList<Layer>();
    all.add(volume.layer());
    all.addAll(volume.companions());
    return all;
  }

  private void ask(Layer layer, Passphrases asking) {
    layer.below().forEach(lower -> ask(lower, asking));
    if (layer instanceof Layer.Unlocked(String uuid, Layer locked) && !raising.knows(uuid)) {
      asking.of(uuid, locked.device()).ifPresent(word -> raising.remember(uuid, word));
    }
  }

  void remember(String uuid, String passphrase) {
    raising.remember(uuid, passphrase);
  }

  /// Forgets all passphrases; what is open stays so.
  public synchronized void forget() {
    raising.forget();
  }

  boolean knows(String uuid) {
    return raising.knows(uuid);
  }

  /// How many devices may be wanted at once: they share the RAM.
  public synchronized void share(int count) {
    raising.share(count);
  }

  boolean up(String key) {
    return raised.containsKey(key);
  }

  /// The path of a layer, brought up with all that is below it when it is not up.
  String bring(Layer layer) throws NotUp {
    Raised known = raised.get(layer.key());
    Raised up = known == null ? raise(layer) : known;
    raised.put(layer.key(), up);
    up.use();
    return up.path();
  }

  void release(Layer layer) {
    Raised up = raised.get(layer.key());
    if (up == null || up.leave()) {
      return;
    }
    raised.remove(layer.key());
    up.entry()
        .flatMap(entry -> undoing.one(ledger, entry))
        .ifPresent(reason -> System.err.println(reason + ", ignoring"));
    up.layer().below().reversed().forEach(this::release);
  }

  private Raised raise(Layer layer) throws NotUp {
    var up = new ArrayList<Layer>();
    try {
      var paths = new ArrayList<String>();
      for (Layer lower : layer.below()) {
        paths.add(bring(lower));
        up.add(lower);
      }
      return raising.up(layer, paths);
    } catch (NotUp e) {
      up.reversed().forEach(this::release);
      throw e;
    }
  }

  /// A volume that is up, over what it stands on.
  private final class OpenedVolume implements Opened {
    private final Volume volume;
    private final List<String> paths;
    private final List<Entry> seen;
    private final List<Claim> claims;
    private boolean closed;

    OpenedVolume(Volume volume, List<String> paths) {
      this.volume = volume;
      this.paths = List.copyOf(paths);
      this.seen = btrfs(volume.content()) ? noted() : List.of();
      this.claims = claimsBelow(volume);
    }

    private List<Entry> noted() {
      return paths.stream().map(path -> ledger.add(Entry.of(Kind.BTRFS, path))).toList();
    }

    @Override
    public Path path() {
      return Path.of(paths.getFirst());
    }

    @Override
    public List<String> options() {
      return paths.size() < 2 ? List.of() : paths.stream().map(path -> "device=" + path).toList();
    }

    /// Whoever reads asks for it often: it must not wait until a survey has ended.
    @Override
    public Optional<String> trouble() {
      return claims.stream().flatMap(claim -> claim.trouble().stream()).findFirst();
    }

    @Override
    public void close() {
      synchronized (Stack.this) {
        if (closed) {
          return;
        }
        closed = true;
        seen.reversed().forEach(entry -> undoing.one(ledger, entry));
        all(volume).reversed().forEach(Stack.this::release);
      }
    }
  }

  private boolean btrfs(Signature content) {
    return way == Way.SNAPSHOT && content.type().equals("btrfs");
  }

  private List<Claim> claimsBelow(Volume volume) {
    var found = new ArrayList<Claim>();
    all(volume).forEach(layer -> claimsBelow(layer, found));
    return List.copyOf(found);
  }

  private void claimsBelow(Layer layer, List<Claim> into) {
    Raised up = raised.get(layer.key());
    if (up != null) {
      up.claim().ifPresent(into::add);
    }
    layer.below().forEach(lower -> claimsBelow(lower, into));
  }

  /// Lets go of everything, used or not; what is kept stays for `lifeboot umount`.
  @Override
  public synchronized void close() {
    raising.forget();
    if (ledger.kept()) {
      return;
    }
    raised.clear();
    undoing.all(ledger).ifPresent(problem -> System.err.println(problem.reason() + ", ignoring"));
  }
}
