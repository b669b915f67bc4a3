package org.lifeboot.manager.web.page.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lifeboot.manager.web.page.DriveView;
import org.lifeboot.manager.web.page.Sizes;
import org.lifeboot.manager.web.page.Visible;
import org.lifeboot.manager.web.page.VolumeView;
import org.lifeboot.protocol.Inventory.Drive;
import org.lifeboot.protocol.Inventory.Volume;

/// A drive and what stands on it, to scale. Layer upon layer: the drive, its partitions, what
/// stands on them. The inventory tells sizes and order, not places: gaps are drawn at the end.
///
/// @param words the picture in one sentence
/// @param height in pixels
public record DiskMap(String words, int height, List<Segment> segments, List<Entry> legend) {

  private static final int ROW = 30;
  private static final int MOST_SEGMENTS = 128;
  private static final int MOST_LAYERS = 8;
  private static final double SMALLEST_PERCENT = 0.6;

  public DiskMap {
    segments = List.copyOf(segments);
    legend = List.copyOf(legend);
  }

  /// One box.
  ///
  /// @param x as SVG takes it, in per cent
  public record Segment(String x, int y, String width, String css, String label) {}

  /// One line of the legend: the box of this number, in words.
  public record Entry(int number, String device, String size, String what, String css) {}

  static DiskMap of(Drive drive) {
    var drawing = new Drawing();
    drawing.draw(drive.contents(), drive.sizeBytes(), new Span(0, 100), 0);
    long used = drive.contents().stream().mapToLong(Volume::sizeBytes).sum();
    String rest =
        drive.sizeBytes() > used + drive.sizeBytes() / 100
            ? " %s are in no partition.".formatted(Sizes.drive(drive.sizeBytes() - used))
            : "";
    return new DiskMap(
        "%s, %s: %s.%s"
            .formatted(
                name(drive),
                Sizes.drive(drive.sizeBytes()),
                drawing.legend.isEmpty()
                    ? "no partitions and no file system found"
                    : counted(drawing.legend.size()),
                rest),
        Math.max(1, drawing.layers) * ROW,
        drawing.segments,
        drawing.legend);
  }

  private static String name(Drive drive) {
    String model = DriveView.of(drive).model();
    return model.isEmpty() ? Visible.text(drive.device()) : model;
  }

  private static String counted(int volumes) {
    return volumes == 1 ? "1 partition or volume" : volumes + " partitions and volumes";
  }

  private record Span(double x, double width) {}

  /// Collects boxes; belongs to one picture.
  private static final class Drawing {
    private final List<Segment> segments = new ArrayList<>();
    private final List<Entry> legend = new ArrayList<>();
    private int layers;

    void draw(List<Volume> volumes, long wholeBytes, Span within, int layer) {
      if (layer >= MOST_LAYERS) {
        return;
      }
      double scale = scale(volumes, wholeBytes);
      double x = within.x();
      for (Volume volume : volumes) {
        if (segments.size() >= MOST_SEGMENTS) {
          return;
        }
        double width = share(volume, wholeBytes) * scale * within.width();
        layers = Math.max(layers, layer + 1);
        add(volume, new Span(x, width), layer);
        draw(volume.contents(), volume.sizeBytes(), new Span(x, width), layer + 1);
        x += width;
      }
    }

    private static double share(Volume volume, long wholeBytes) {
      return Math.max(
          SMALLEST_PERCENT / 100,
          Math.min(1, (double) Math.max(0, volume.sizeBytes()) / Math.max(1, wholeBytes)));
    }

    /// Below 1 where very small ones, or wrong sizes, would make the row too long.
    private static double scale(List<Volume> volumes, long wholeBytes) {
      double sum = volumes.stream().mapToDouble(volume -> share(volume, wholeBytes)).sum();
      return Math.min(1, 1 / Math.max(sum, 1e-9));
    }

    private void add(Volume volume, Span span, int layer) {
      VolumeView view = VolumeView.of(volume);
      int number = legend.size() + 1;
      String css = css(volume);
      String shown = view.device().substring(view.device().lastIndexOf('/') + 1);
      segments.add(
          new Segment(
              percent(span.x()),
              layer * ROW,
              percent(span.width()),
              css,
              number + " " + shown + " " + view.what()));
      var words = new ArrayList<>(view.names());
      words.addFirst(view.what());
      String what = String.join(", ", words);
      legend.add(new Entry(number, view.device(), view.size(), what, css));
    }

    private static String css(Volume volume) {
      return switch (volume.fileSystem()) {
        case "" -> "none";
        case "swap" -> "swap";
        case "linux_raid_member", "LVM2_member", "crypto_LUKS", "zfs_member" -> "member";
        default -> "filesystem";
      };
    }

    private static String percent(double value) {
      return String.format(Locale.ROOT, "%.3f%%", value);
    }
  }
}
