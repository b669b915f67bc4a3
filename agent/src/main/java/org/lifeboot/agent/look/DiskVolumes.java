package org.lifeboot.agent.look;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.lifeboot.agent.layout.Blkid;
import org.lifeboot.agent.layout.Signature;
import org.lifeboot.agent.mount.Systems;
import org.lifeboot.agent.mount.Viewing;
import org.lifeboot.agent.stack.Layer;
import org.lifeboot.agent.stack.OpenAnswer;
import org.lifeboot.agent.stack.Opened;
import org.lifeboot.agent.stack.Passphrases;
import org.lifeboot.agent.stack.Stack;
import org.lifeboot.agent.stack.Survey;
import org.lifeboot.agent.stack.VmfsFuse;
import org.lifeboot.agent.stack.Volume;
import org.lifeboot.agent.storage.BlockTree;
import org.lifeboot.agent.tool.Tools;
import org.lifeboot.protocol.ExploreOrder;
import org.lifeboot.protocol.VolumeList;
import org.lifeboot.protocol.VolumeList.State;

/// The volumes on the server's disks: on partitions, arrays, LVM, behind LUKS, a btrfs's
/// subvolumes. Each is seen over snapshots of the disks in RAM, into which its journal is replayed.
/// Thread-safe.
public final class DiskVolumes implements Volumes {

  private final Tools tools;
  private final Stack stack;
  private final Viewing viewing;
  private final BlockTree tree;
  private final Repaired repaired;
  private final FirstLook firstLook;
  private final Surveys surveys = new Surveys();

  /// The volumes of this server.
  ///
  /// @param stack for these alone; closed with them
  /// @param repaired what repairs would leave
  public DiskVolumes(Tools tools, Stack stack, Viewing viewing, BlockTree tree, Repaired repaired) {
    this.tools = tools;
    this.repaired = repaired;
    this.stack = stack;
    this.viewing = viewing;
    this.tree = tree;
    this.firstLook = new FirstLook(volume -> new Systems(stack, viewing).see(volume));
  }

  @Override
  public VolumeList list() {
    boolean done = surveys.of(stack::surveyWhatChanged);
    Survey survey = surveys.last();
    var seen = firstLook.of(survey.volumes());
    return new Rows(survey, seen, tree).list(firstLook.going() || !done);
  }

  @Override
  public VolumeList.Volume rehearsed(String device) {
    return Repaired.row(device);
  }

  @Override
  public Answer rehearse(VolumeList.Volume rehearsed, String fingerprint)
      throws InterruptedException {
    return repaired.open(rehearsed.device(), fingerprint);
  }

  @Override
  public List<String> disks(VolumeList.Volume volume) {
    if (volume.key().equals(ExploreOrder.rehearsed(volume.device()))) {
      return List.copyOf(tree.disksBelow(volume.device()));
    }
    return layers(volume)
        .flatMap(layer -> layer.leaves().stream())
        .flatMap(leaf -> tree.disksBelow(leaf.device()).stream())
        .distinct()
        .toList();
  }

  @Override
  public Set<String> below(VolumeList.Volume volume) {
    var keys = new HashSet<String>();
    Survey survey = surveys.last();
    layers(volume).forEach(layer -> collect(layer, survey, keys));
    return keys;
  }

  private static void collect(Layer layer, Survey survey, Set<String> into) {
    for (Layer lower : layer.below()) {
      into.add(survey.name(lower));
      collect(lower, survey, into);
    }
  }

  private Stream<Layer> layers(VolumeList.Volume volume) {
    String key = Key.read(volume.key()).volume();
    Survey survey = surveys.last();
    return Stream.concat(
        survey.named(key).stream()
            .flatMap(each -> Stream.concat(Stream.of(each.layer()), each.companions().stream())),
        survey.others().stream()
            .map(Survey.Other::layer)
            .filter(each -> survey.name(each).equals(key)));
  }

  @Override
  public void makeRoom() {
    firstLook.stop();
  }

  @Override
  public Answer open(VolumeList.Volume wanted, String passphrase) {
    Key key = Key.read(wanted.key());
    Optional<Volume> volume = surveys.last().named(key.volume());
    if (volume.isEmpty()) {
      return new Answer.NotReady("It is not there any more.");
    }
    try {
      return switch (stack.open(volume.get(), once(passphrase))) {
        case OpenAnswer.NotReady(String reason) -> new Answer.NotReady(reason);
        case OpenAnswer.Ready(Opened opened) ->
            wanted.state() == State.LOCKED
                ? unlocked(volume.get(), opened)
                : seen(volume.get(), key, opened);
      };
    } finally {
      stack.forget();
    }
  }

  private static Passphrases once(String passphrase) {
    return passphrase.isEmpty() ? Passphrases.none() : (_, _) -> Optional.of(passphrase);
  }

  /// What is behind a LUKS header: a file system, or what holds others.
  private Answer unlocked(Volume locked, Opened opened) {
    Blkid.Report report = Blkid.report(tools.run(Blkid.command(opened.path().toString())));
    return report instanceof Blkid.Report.Found(Signature content, _) && content.fileSystem()
        ? seen(unlocked(locked, content), Key.read(""), opened)
        : new Answer.Unlocked(new Held(opened, Optional.empty(), Optional.empty()));
  }

  private static Volume unlocked(Volume locked, Signature content) {
    return new Volume(
        locked.layer(), content, locked.sizeBytes(), List.of(), new Volume.State.Free());
  }

  private Answer seen(Volume volume, Key key, Opened opened) {
    var more = new ArrayList<>(opened.options());
    if (volume.content().type().equals("btrfs")) {
      more.add("subvolid=" + key.subvolume().orElse(TOP));
    }
    return switch (viewing.view(volume.content().type(), opened.path(), more)) {
      case Viewing.Answer.Seen(Viewing.View view) ->
          new Answer.Ready(new Held(opened, Optional.of(view), VmfsFuse.caution(volume.content())));
      case Viewing.Answer.Not(String reason) -> {
        opened.close();
        yield new Answer.NotReady(
            "The file system (%s) could not be opened: %s. If it is damaged, the tab \"Partitions file system\" rehearses its repair."
                .formatted(volume.content().type(), reason));
      }
    };
  }

  /// The number of every btrfs's top.
  private static final long TOP = 5;

  /// One that is open.
  private record Held(Opened opened, Optional<Viewing.View> view, Optional<String> caution)
      implements Open {

    @Override
    public Optional<Path> root() {
      return view.map(Viewing.View::root);
    }

    @Override
    public Optional<String> trouble() {
      return opened.trouble().or(this::caution);
    }

    @Override
    public Optional<String> letGo() {
      Optional<String> problem = view.flatMap(Viewing.View::letGo);
      opened.close();
      return problem;
    }
  }

  @Override
  public void close() {
    firstLook.close();
    stack.close();
  }
}
