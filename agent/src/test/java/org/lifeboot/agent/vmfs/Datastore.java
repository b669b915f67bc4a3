package org.lifeboot.agent.vmfs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// Makes a small VMFS datastore of one extent: no program for Linux does. The real vmfs-fuse and
/// vmfs6-fuse read it. It has no journal, and nothing that writes would take it for whole.
final class Datastore {

  private static final int DATA_BLOCKS = 64;
  private static final int FOLDER = 2;
  private static final int FILE = 3;
  private static final int LINK = 4;
  private static final int OF_THE_SYSTEM = 5;
  private static final int RAW_DISK = 6;

  /// VMFS 5 and 6: the content is in the descriptor.
  private static final int INSIDE = 4301 + Resource.DESCRIPTOR;

  private final Shape shape;
  private final Volume volume;
  private final Resource descriptors;
  private final Resource blocks;
  private final Resource subBlocks;
  private final Resource pointers;
  private final Resource morePointers;
  private final Map<String, Long> places = new HashMap<>();
  private int takenDescriptors = 7;
  private int takenSubBlocks;
  private int takenPointers;
  private long takenBlocks;

  private Datastore(Volume volume) {
    this.volume = volume;
    this.shape = volume.shape();
    takenBlocks = shape.descriptorsAt() / Volume.BLOCK_BYTES;
    descriptors = resource(".fdc.sf", 0x10c00005, 3, shape.descriptorBytes());
    blocks = resource(".fbb.sf", 0x10c00002, DATA_BLOCKS / Resource.PER_CLUSTER, 0);
    subBlocks = resource(".sbc.sf", 0x10c00003, 2, shape.subBlockBytes());
    pointers = resource(".pbc.sf", 0x10c00004, 1, shape.pointersBytes());
    morePointers = resource(".pb2.sf", 0x10c00004, 1, shape.pointersBytes());
  }

  private Resource resource(String name, int magic, int clusters, int itemBytes) {
    var made = new Resource(shape, name, magic, clusters, itemBytes, takenBlocks);
    takenBlocks += made.blocks();
    return made;
  }

  /// Makes one.
  ///
  /// @return where each file's descriptor is in the image, by path from the root
  static Map<String, Long> make(Path image, Shape shape, String label, Node.Folder root)
      throws IOException {
    try (var channel =
        FileChannel.open(image, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      long size = Volume.DATA_AT + (long) DATA_BLOCKS * Volume.BLOCK_BYTES;
      channel.write(ByteBuffer.allocate(1), size - 1);
      var uuid = new UUID(0x5f00_0000_1234_5678L + shape.version(), label.hashCode());
      return new Datastore(new Volume(channel, shape, uuid)).made(label, root);
    }
  }

  private Map<String, Long> made(String label, Node.Folder root) throws IOException {
    volume.header();
    volume.system(label.getBytes(ISO_8859_1));
    folder(0, 0, "", root);
    meta(1, blocks, Math.toIntExact(takenBlocks));
    meta(3, pointers, takenPointers);
    meta(4, subBlocks, takenSubBlocks);
    meta(6, morePointers, 0);
    meta(2, descriptors, takenDescriptors);
    return Map.copyOf(places);
  }

  private void meta(int number, Resource resource, int taken) throws IOException {
    volume.write(resource.head(taken), resource.firstBlock() * Volume.BLOCK_BYTES);
    var addresses = new long[resource.blocks()];
    for (int block = 0; block < addresses.length; block++) {
      addresses[block] = shape.block(resource.firstBlock() + block);
    }
    ByteBuffer made =
        descriptor(number, OF_THE_SYSTEM, resource.sizeBytes(), Resource.BLOCK, addresses);
    place(number, resource.name(), made);
  }

  private void folder(int number, int parent, String path, Node.Folder folder) throws IOException {
    var entries = new Entries(shape);
    entries.add(FOLDER, Shape.descriptor(number), ".");
    entries.add(FOLDER, Shape.descriptor(parent), "..");
    if (number == 0) {
      metaEntries(entries);
    }
    for (var each : folder.entries().entrySet()) {
      int child = takenDescriptors++;
      entries.add(type(each.getValue()), Shape.descriptor(child), each.getKey());
      String below = path.isEmpty() ? each.getKey() : path + "/" + each.getKey();
      node(child, number, below, each.getValue());
    }
    byte[] content = entries.bytes();
    place(number, path, number == 0 ? root(content) : kept(number, FOLDER, content));
  }

  /// In file blocks: it is read before it is known where the sub-blocks are.
  private ByteBuffer root(byte[] content) throws IOException {
    var asFile = Node.File.of(Node.Kept.BLOCKS, content);
    return descriptor(0, FOLDER, content.length, Resource.BLOCK, blocks(asFile));
  }

  private void metaEntries(Entries entries) {
    entries.add(OF_THE_SYSTEM, Shape.descriptor(1), blocks.name());
    entries.add(OF_THE_SYSTEM, Shape.descriptor(2), descriptors.name());
    entries.add(OF_THE_SYSTEM, Shape.descriptor(3), pointers.name());
    entries.add(OF_THE_SYSTEM, Shape.descriptor(4), subBlocks.name());
    entries.add(OF_THE_SYSTEM, Shape.descriptor(6), morePointers.name());
  }

  private static int type(Node node) {
    return switch (node) {
      case Node.Folder _ -> FOLDER;
      case Node.File _ -> FILE;
      case Node.Link _ -> LINK;
      case Node.RawDisk _ -> RAW_DISK;
    };
  }

  private void node(int number, int parent, String path, Node node) throws IOException {
    switch (node) {
      case Node.Folder folder -> folder(number, parent, path, folder);
      case Node.File file -> place(number, path, file(number, file));
      case Node.Link(String to) -> place(number, path, kept(number, LINK, to.getBytes(ISO_8859_1)));
      case Node.RawDisk(long size) ->
          place(number, path, descriptor(number, RAW_DISK, size, Resource.BLOCK));
    }
  }

  private ByteBuffer kept(int number, int type, byte[] content) throws IOException {
    return descriptor(number, type, content.length, Resource.SUB_BLOCK, subBlocks(content));
  }

  private ByteBuffer file(int number, Node.File file) throws IOException {
    long size = file.sizeBytes();
    return switch (file.kept()) {
      case INSIDE -> descriptor(number, FILE, size, INSIDE).put(shape.insideAt(), file.whole());
      case SUB_BLOCK -> kept(number, FILE, file.whole());
      case BLOCKS -> descriptor(number, FILE, size, Resource.BLOCK, blocks(file));
      case POINTERS -> descriptor(number, FILE, size, Resource.POINTERS, pointers(file));
    };
  }

  private long[] subBlocks(byte[] content) throws IOException {
    int each = shape.subBlockBytes();
    var addresses = new long[(content.length + each - 1) / each];
    for (int at = 0; at < addresses.length; at++) {
      int item = takenSubBlocks++;
      int length = Math.min(each, content.length - at * each);
      volume.write(ByteBuffer.wrap(content, at * each, length).slice(), subBlocks.itemAt(item));
      addresses[at] = shape.subBlock(item / Resource.PER_CLUSTER, item % Resource.PER_CLUSTER);
    }
    return addresses;
  }

  private long[] blocks(Node.File file) throws IOException {
    long count = (file.sizeBytes() + Volume.BLOCK_BYTES - 1) / Volume.BLOCK_BYTES;
    var addresses = new long[Math.toIntExact(count)];
    for (var piece : file.pieces().entrySet()) {
      volume.write(ByteBuffer.wrap(piece.getValue()), takenBlocks * Volume.BLOCK_BYTES);
      addresses[Math.toIntExact(piece.getKey())] = shape.block(takenBlocks++);
    }
    return addresses;
  }

  /// A block of addresses where something is; none where nothing is.
  private long[] pointers(Node.File file) throws IOException {
    long[] all = blocks(file);
    int per = shape.pointersBytes() / shape.addressBytes();
    var addresses = new long[(all.length + per - 1) / per];
    for (int at = 0; at < addresses.length; at++) {
      ByteBuffer block = Volume.bytes(shape.pointersBytes());
      boolean some = false;
      for (int each = at * per; each < Math.min(all.length, (at + 1) * per); each++) {
        address(block, (each - at * per) * shape.addressBytes(), all[each]);
        some |= all[each] != 0;
      }
      addresses[at] = some ? pointers(block) : 0;
    }
    return addresses;
  }

  private long pointers(ByteBuffer block) throws IOException {
    int item = shape.six() ? takenSubBlocks++ : takenPointers++;
    volume.write(block, (shape.six() ? subBlocks : pointers).itemAt(item));
    return shape.pointers(item / Resource.PER_CLUSTER, item % Resource.PER_CLUSTER);
  }

  private void address(ByteBuffer into, int at, long address) {
    if (shape.addressBytes() == Long.BYTES) {
      into.putLong(at, address);
    } else {
      into.putInt(at, (int) address);
    }
  }

  /// @param way what the addresses are of
  private ByteBuffer descriptor(int number, int type, long size, int way, long... addresses) {
    ByteBuffer made = Volume.bytes(shape.descriptorBytes());
    made.putInt(0, 0x10c00001).putLong(4, descriptors.itemAt(number));
    int at = shape.lockBytes();
    made.putInt(at, Shape.descriptor(number)).putInt(at + 4, number + 1).putInt(at + 8, 1);
    made.putInt(at + 12, type).putLong(at + 20, size);
    int blockBytes = way == Resource.SUB_BLOCK ? shape.subBlockBytes() : Volume.BLOCK_BYTES;
    made.putLong(at + 28, blockBytes).putLong(at + 36, addresses.length);
    made.putInt(at + 44, 1_700_000_000).putInt(at + 48, 1_700_000_000);
    made.putInt(at + 52, 1_700_000_000).putInt(at + 64, type == FOLDER ? 0755 : 0600);
    made.putInt(at + 68, way);
    for (int each = 0; each < addresses.length; each++) {
      address(made, shape.addressesAt() + each * shape.addressBytes(), addresses[each]);
    }
    return made;
  }

  private void place(int number, String path, ByteBuffer descriptor) throws IOException {
    volume.write(descriptor, descriptors.itemAt(number));
    places.put(path, Volume.DATA_AT + descriptors.itemAt(number));
  }
}
