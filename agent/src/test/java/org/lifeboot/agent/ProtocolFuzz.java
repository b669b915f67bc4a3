package org.lifeboot.agent;

import static org.lifeboot.agent.tool.Hostile.require;

import java.util.List;
import java.util.function.Function;
import org.lifeboot.agent.tool.Hostile;
import org.lifeboot.protocol.Codec;
import org.lifeboot.protocol.ExploreCodec;
import org.lifeboot.protocol.FilePath;
import org.lifeboot.protocol.FolderPage;
import org.lifeboot.protocol.JournalPage;
import org.lifeboot.protocol.TextPage;
import org.lifeboot.protocol.VolumeList;

/// What comes over the line, from whoever is at its other end.
public final class ProtocolFuzz {

  private static final Codec CODEC = new Codec();
  private static final ExploreCodec EXPLORE = new ExploreCodec();

  /// All that is read; what was read can be written, and is the same again.
  private static final List<Function<String, Object>> READERS =
      List.of(
          text -> again(text, CODEC::agentMessage, CODEC::write),
          text -> again(text, CODEC::managerMessage, CODEC::write),
          text -> again(text, CODEC::sessionFile, CODEC::write),
          text -> again(text, CODEC::agentCommand, CODEC::write),
          text -> again(text, CODEC::inventory, CODEC::write),
          text -> again(text, CODEC::checkOrder, CODEC::write),
          text -> again(text, CODEC::checkReport, CODEC::write),
          text -> again(text, CODEC::streamOrder, CODEC::write),
          text -> again(text, CODEC::streamAnswer, CODEC::write),
          text -> again(text, CODEC::streamWord, CODEC::write),
          text -> EXPLORE.read(FolderPage.class, text),
          text -> EXPLORE.read(TextPage.class, text),
          text -> EXPLORE.read(JournalPage.class, text),
          text -> EXPLORE.read(VolumeList.class, text));

  private ProtocolFuzz() {}

  private static <T> T again(String text, Function<String, T> reader, Function<T, String> writer) {
    T read = reader.apply(text);
    require(reader.apply(writer.apply(read)).equals(read), "not the same again");
    return read;
  }

  public static void codec(byte[] input) {
    String text = Hostile.text(input);
    for (Function<String, Object> reader : READERS) {
      try {
        Object _ = reader.apply(text);
      } catch (IllegalArgumentException e) {
        require(e.getMessage() != null, "no words");
      }
    }
  }

  public static void path(byte[] input) {
    try {
      var path = new FilePath(Hostile.text(input));
      require(new FilePath(path.encoded()).equals(path), "not the same again");
      String plain = "/" + new String(path.bytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
      require(!(plain + "/").contains("/../"), "it leads up: " + path);
      require(path.trail().stream().allMatch(each -> each.parent().encoded() != null), "no way");
    } catch (IllegalArgumentException e) {
      require(e.getMessage() != null, "no words");
    }
  }
}
