package org.lifeboot.agent.look;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lifeboot.agent.layout.Blkid;
import org.lifeboot.agent.layout.Signature;
import org.lifeboot.agent.mount.Viewing;
import org.lifeboot.agent.repair.Preview;
import org.lifeboot.agent.tool.Tools;
import org.lifeboot.protocol.ExploreOrder;
import org.lifeboot.protocol.VolumeList;
import org.lifeboot.protocol.VolumeList.State;

/// What planned repairs would leave, opened to be read. Thread-safe.
public final class Repaired {

  private final Tools tools;
  private final Preview preview;
  private final Viewing viewing;

  public Repaired(Tools tools, Preview preview, Viewing viewing) {
    this.tools = tools;
    this.preview = preview;
    this.viewing = viewing;
  }

  static VolumeList.Volume row(String device) {
    return new VolumeList.Volume(
        ExploreOrder.rehearsed(device),
        device,
        "what its repair would leave, rehearsed in RAM",
        "",
        "",
        "",
        0,
        -1,
        State.OPENING,
        List.of(),
        "The repair is being rehearsed; this takes as long as the check did.");
  }

  Volumes.Answer open(String device, String fingerprint) throws InterruptedException {
    return switch (preview.of(device, fingerprint)) {
      case Preview.Answer.Not(String reason) -> new Volumes.Answer.NotReady(reason);
      case Preview.Answer.Ready(Preview.Left left) -> seen(left);
    };
  }

  private Volumes.Answer seen(Preview.Left left) {
    String type =
        Blkid.report(tools.run(Blkid.command(left.path().toString())))
                instanceof Blkid.Report.Found(Signature content, _)
            ? content.type()
            : "";
    Viewing.Answer answer =
        type.isEmpty()
            ? new Viewing.Answer.Not("no file system is recognised on it")
            : viewing.view(type, left.path(), List.of());
    return switch (answer) {
      case Viewing.Answer.Seen(Viewing.View view) -> new Volumes.Answer.Ready(new Held(left, view));
      case Viewing.Answer.Not(String reason) -> {
        left.close();
        yield new Volumes.Answer.NotReady(
            "What the repair would leave cannot be looked into: " + reason + ".");
      }
    };
  }

  /// One that is open.
  private record Held(Preview.Left left, Viewing.View view) implements Volumes.Open {

    @Override
    public Optional<Path> root() {
      return Optional.of(view.root());
    }

    @Override
    public Optional<String> trouble() {
      return left.trouble();
    }

    @Override
    public Optional<String> letGo() {
      Optional<String> problem = view.letGo();
      left.close();
      return problem;
    }
  }
}
