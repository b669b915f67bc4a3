package org.lifeboot.agent.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.lifeboot.agent.claim.Claim;
import org.lifeboot.agent.claim.ClaimAnswer;
import org.lifeboot.agent.claim.Claims;
import org.lifeboot.agent.claim.SteadyTools;
import org.lifeboot.agent.layout.Signature;
import org.lifeboot.agent.stack.Ledger.Entry;
import org.lifeboot.agent.stack.Ledger.Kind;
import org.lifeboot.agent.tool.Outcome;
import org.lifeboot.agent.tool.Tools;

/// Brings up what volumes stand on, and lets go of it again. What two volumes share is up once.
/// Everything is in the ledger before it is done. Thread-safe.
public final class Stack implements AutoCloseable {

  private static final String PURPOSE = "look at what is on it";

  /// What could not be looked into may be free again after this.
  private static final Duration TROUBLES_LAST = Duration.ofMinutes(1);

  private final Tools tools;
  private final Claims claims;
  private final Ledger ledger;
  private final Way way;
  private final Undoing undoing;
  private final Map<String, Raised> raised = new LinkedHashMap<>();
  private final Map<String, String> passphrases = new HashMap<>();
  private int leaves = 1;
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

  /// Something that is up, with the number of its users.
  private static final class Raised {
    private final Layer layer;
    private final String path;
    private final Optional<Entry> entry;
    private final Optional<Claim> claim;
    private int users;

    Raised(Layer layer, String path, Optional<Entry> entry, Optional<Claim> claim) {
      this.layer = layer;
      this.path = path;
      this.entry = entry;
      this.claim = claim;
    }
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
        .map(up -> up.layer)
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
    if (layer instanceof Layer.Unlocked(String uuid, Layer locked)
        && !passphrases.containsKey(uuid)) {
      asking.of(uuid, locked.device()).ifPresent(word -> remember(uuid, word));
    }
  }

  void remember(String uuid, String passphrase) {
    passphrases.put(uuid, passphrase);
  }

  /// Forgets all passphrases; what is open stays so.
  public synchronized void forget() {
    passphrases.clear();
  }

  boolean knows(String uuid) {
    return passphrases.containsKey(uuid);
  }

  /// How many devices may be wanted at once: they share the RAM.
  public synchronized void share(int count) {
    leaves = Math.max(1, count);
  }

  boolean up(String key) {
    return raised.containsKey(key);
  }

  /// The path of a layer, brought up with all that is below it when it is not up.
  String bring(Layer layer) throws NotUp {
    Raised known = raised.get(layer.key());
    Raised up = known == null ? raise(layer) : known;
    raised.put(layer.key(), up);
    up.users++;
    return up.path;
  }

  void release(Layer layer) {
    Raised up = raised.get(layer.key());
    if (up == null || --up.users > 0) {
      return;
    }
    raised.remove(layer.key());
    up.entry
        .flatMap(entry -> undoing.one(ledger, entry))
        .ifPresent(reason -> System.err.println(reason + ", ignoring"));
    up.layer.below().reversed().forEach(this::release);
  }

  private Raised raise(Layer layer) throws NotUp {
    var up = new ArrayList<Layer>();
    try {
      var paths = new ArrayList<String>();
      for (Layer lower : layer.below()) {
        paths.add(bring(lower));
        up.add(lower);
      }
      return switch (layer) {
        case Layer.Leaf leaf -> leaf(leaf);
        case Layer.Array array -> assembled(array, paths);
        case Layer.Logical logical -> activated(logical, paths);
        case Layer.Unlocked unlocked -> unlocked(unlocked, paths.getFirst());
      };
    } catch (NotUp e) {
      up.reversed().forEach(this::release);
      throw e;
    }
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
    String device = freeNumber();
    Entry entry = ledger.add(Entry.of(Kind.ARRAY, device));
    Outcome outcome = tools.run(Mdadm.assemble(device, array.uuid(), members, way != Way.WRITE));
    Optional<String> problem = outcome.problem("assembling the array " + array.device());
    if (problem.isPresent() || !running(device)) {
      throw failed(entry, problem.orElse(array.device() + " was assembled and does not run"));
    }
    if (way == Way.SNAPSHOT) {
      freeze(device);
    }
    return new Raised(array, device, Optional.of(entry), Optional.empty());
  }

  /// A rebuild over snapshots would copy the whole array into RAM (the kernel's admin-guide/md,
  /// sync_action). Levels without redundancy have no such file.
  private static void freeze(String device) {
    Path action = md(device).resolve("sync_action");
    if (!Files.exists(action)) {
      return;
    }
    try {
      Files.writeString(action, "frozen");
    } catch (IOException e) {
      System.err.println("keeping " + device + " from being rebuilt: " + e + ", ignoring");
    }
  }

  /// Whether an array runs.
  static boolean running(String device) {
    try {
      String state = Files.readString(md(device).resolve("array_state")).strip();
      return !state.isEmpty() && !state.equals("inactive") && !state.equals("clear");
    } catch (IOException _) {
      return false;
    }
  }

  private static Path md(String device) {
    return Path.of("/sys/block", device.replaceFirst("^/dev/", ""), "md");
  }

  private static String freeNumber() throws NotUp {
    return freeDevice().orElseThrow(() -> new NotUp("there are too many arrays"));
  }

  /// A name for an array that no other has.
  static Optional<String> freeDevice() {
    return IntStream.range(64, 256)
        .mapToObj(number -> "/dev/md" + number)
        .filter(device -> !Files.exists(md(device)))
        .findFirst();
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

  /// A volume that is up, over what it stands on.
  private final class OpenedVolume implements Opened {
    private final Volume volume;
    private final List<String> paths;
    private final List<Entry> seen;
    private boolean closed;

    OpenedVolume(Volume volume, List<String> paths) {
      this.volume = volume;
      this.paths = List.copyOf(paths);
      this.seen = btrfs(volume.content()) ? noted() : List.of();
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

    @Override
    public Optional<String> trouble() {
      return claimsBelow(volume).stream().flatMap(claim -> claim.trouble().stream()).findFirst();
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

  private synchronized List<Claim> claimsBelow(Volume volume) {
    var found = new ArrayList<Claim>();
    all(volume).forEach(layer -> claimsBelow(layer, found));
    return found;
  }

  private void claimsBelow(Layer layer, List<Claim> into) {
    Raised up = raised.get(layer.key());
    if (up != null) {
      up.claim.ifPresent(into::add);
    }
    layer.below().forEach(lower -> claimsBelow(lower, into));
  }

  /// Lets go of everything, used or not; what is kept stays for `lifeboot umount`.
  @Override
  public synchronized void close() {
    passphrases.clear();
    if (ledger.kept()) {
      return;
    }
    raised.clear();
    undoing.all(ledger).ifPresent(problem -> System.err.println(problem.reason() + ", ignoring"));
  }
}
