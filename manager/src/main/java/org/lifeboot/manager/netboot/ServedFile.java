package org.lifeboot.manager.netboot;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.HttpOutput;

/// A file whose content never changes under its address.
///
/// Sent by our own loop and not by Jetty's ResourceHandler, because the end of each transfer is
/// reported; through a direct buffer, so that no byte passes the Java heap.
///
/// @param digest identifies the content
/// @param patch stands in place of some of the file's bytes
record ServedFile(Path path, long sizeBytes, String digest, Optional<Patch> patch) {

  ServedFile(Path path, long sizeBytes, String digest) {
    this(path, sizeBytes, digest, Optional.empty());
  }

  /// Other bytes than those of the file.
  ///
  /// @param at where they begin
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Patch(long at, byte[] bytes) {

    /// Lays them over what was read.
    ///
    /// @param from where in the file the buffer's first byte stands
    void over(ByteBuffer read, long from) {
      long first = Math.max(at, from);
      long end = Math.min(at + bytes.length, from + read.limit());
      for (long place = first; place < end; place++) {
        read.put((int) (place - from), bytes[(int) (place - at)]);
      }
    }
  }

  private static final int BUFFER_BYTES = 256 * 1024;

  String etag() {
    return '"' + digest + '"';
  }

  /// What a request asks for. A range with an If-Range that is not this content's is for another
  /// content: it gets the whole file.
  ///
  /// @return empty: a range outside of the file
  Optional<ByteRange> asked(Context request) {
    var range = Optional.ofNullable(request.header("Range")).orElse("");
    var condition = Optional.ofNullable(request.header("If-Range")).orElse(etag());
    return condition.equals(etag())
        ? ByteRange.of(range, sizeBytes)
        : Optional.of(ByteRange.whole(sizeBytes));
  }

  /// Status and headers.
  void head(Context answer, ByteRange range) {
    answer.status(range.length() == sizeBytes ? 200 : 206);
    answer.contentType("application/octet-stream");
    answer.header("Accept-Ranges", "bytes");
    answer.header("ETag", etag());
    answer.header("Cache-Control", "public, max-age=31536000, immutable");
    answer.res().setContentLengthLong(range.length());
    if (range.length() != sizeBytes) {
      answer.header(
          "Content-Range", "bytes %d-%d/%d".formatted(range.first(), range.end() - 1, sizeBytes));
    }
  }

  /// Sends the bytes; blocks until the kernel has taken the last one, or the client has gone.
  ///
  /// @return how many were taken
  long send(Context answer, ByteRange range) throws IOException {
    var out = (HttpOutput) answer.res().getOutputStream();
    var buffer = ByteBuffer.allocateDirect((int) Math.min(BUFFER_BYTES, range.length()));
    var sent = 0L;
    try (var file = FileChannel.open(path)) {
      file.position(range.first());
      while (sent < range.length()) {
        fill(buffer, file, range.length() - sent);
        long from = range.first() + sent;
        patch.ifPresent(other -> other.over(buffer, from));
        var count = buffer.remaining();
        if (!taken(out, buffer)) {
          return sent;
        }
        sent += count;
      }
    }
    return sent;
  }

  private void fill(ByteBuffer buffer, FileChannel file, long leftBytes) throws IOException {
    buffer.clear().limit((int) Math.min(buffer.capacity(), leftBytes));
    if (file.read(buffer) < 0) {
      throw new IOException(path + " ended early: it was changed while it was sent");
    }
    buffer.flip();
  }

  private static boolean taken(HttpOutput out, ByteBuffer buffer) {
    try {
      out.write(buffer);
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
