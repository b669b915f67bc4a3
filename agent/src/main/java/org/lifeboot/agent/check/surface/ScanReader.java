package org.lifeboot.agent.check.surface;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/// Reads request after request of a route; looks into what fails until the unreadable sectors are
/// known. One thread of a scan.
final class ScanReader implements Runnable {

  /// errno(3): ENXIO, EBADF, ENODEV, EINVAL, ENOMEDIUM. They speak of the device and not of a
  /// sector; every other one may (the kernel's blk_errors table has EIO, ENODATA, ETIMEDOUT,
  /// EILSEQ, …).
  private static final Set<Integer> GONE = Set.of(-6, -9, -19, -22, -123);

  private final Medium medium;
  private final Route route;
  private final ScanLog log;
  private final Patience patience;
  private final LongSupplier nanos;

  ScanReader(Medium medium, Route route, ScanLog log, Patience patience, LongSupplier nanos) {
    this.medium = medium;
    this.route = route;
    this.log = log;
    this.patience = patience;
    this.nanos = nanos;
  }

  @Override
  public void run() {
    try (Medium.Reader reader = medium.reader(Scan.REQUEST_BYTES)) {
      Optional<Extent> request = route.next(nanos.getAsLong());
      while (request.isPresent()) {
        read(reader, request.get());
        request = route.next(nanos.getAsLong());
      }
    } catch (RuntimeException | OutOfMemoryError e) {
      log.end("A fault of Lifeboot ended the scan: " + e + ".");
      route.stop();
    }
  }

  private void read(Medium.Reader reader, Extent request) {
    long begun = nanos.getAsLong();
    Answer answer = ask(reader, request);
    long took = nanos.getAsLong() - begun;
    log.answered(request, took);
    if (answer.all()) {
      log.read(request, took);
      route.done(request, false);
      return;
    }
    boolean dead = failed(reader, request, answer);
    log.failing(nanos.getAsLong() - begun);
    route.done(request, dead);
    if (!log.mayGoOn(patience)) {
      log.end("Too much time went by with failing reads.");
      route.stop();
    }
  }

  /// Says whether not one sector of it could be read.
  private boolean failed(Medium.Reader reader, Extent request, Answer answer) {
    if (ends(answer)) {
      return false;
    }
    log.error(medium.words(answer.code()));
    log.readPart(answer.at() - request.from());
    Extent rest = request.startingAt(answer.at());
    if (!route.lookingClosely() || !log.mayLookClosely(patience)) {
      log.suspect(rest);
      return answer.at() == request.from();
    }
    return lookInto(reader, request, rest) == 0 && answer.at() == request.from();
  }

  /// Halves what fails until single sectors are left. Returns the bytes that could be read.
  private long lookInto(Medium.Reader reader, Extent request, Extent failed) {
    long until = nanos.getAsLong() + patience.eachRequest().toNanos();
    long readBytes = 0;
    Deque<Extent> left = new ArrayDeque<>();
    divide(failed, left);
    while (!left.isEmpty()) {
      Extent piece = left.pop();
      if (nanos.getAsLong() > until || Thread.currentThread().isInterrupted()) {
        log.suspect(piece);
        continue;
      }
      Answer answer = ask(reader, piece);
      route.answered(request, nanos.getAsLong());
      readBytes += answer.at() - piece.from();
      if (!answer.all()) {
        if (ends(answer)) {
          break;
        }
        divide(piece.startingAt(answer.at()), left);
      }
    }
    log.readPart(readBytes);
    return readBytes;
  }

  /// A sector that failed is unreadable; more of them are told apart.
  private void divide(Extent failed, Deque<Extent> left) {
    if (failed.bytes() <= medium.sectorBytes()) {
      log.unreadable(failed);
      return;
    }
    Extent first = failed.firstHalf(medium.sectorBytes());
    left.push(failed.startingAt(first.to()));
    left.push(first);
  }

  private boolean ends(Answer answer) {
    if (answer.code() == 0) {
      log.endsAt(answer.at());
    } else if (GONE.contains(answer.code())) {
      log.end("The device has gone (" + medium.words(answer.code()) + ").");
    } else {
      return false;
    }
    route.breakOff(answer.at() / medium.sectorBytes() * medium.sectorBytes());
    return true;
  }

  /// How far one got.
  ///
  /// @param at up to here all was read
  /// @param all nothing is left
  /// @param code 0 for an early end, or the negated error number
  private record Answer(long at, boolean all, int code) {}

  /// A request that meets an unreadable sector may bring what stands before it: then the rest is
  /// asked for again.
  private Answer ask(Medium.Reader reader, Extent stretch) {
    int sector = medium.sectorBytes();
    long at = stretch.from();
    while (at < stretch.to()) {
      long wanted = (stretch.to() - at + sector - 1) / sector * sector;
      int count = reader.read(at, (int) wanted);
      if (count <= 0) {
        return new Answer(at, false, count);
      }
      at = Math.min(stretch.to(), at + count);
      if (at < stretch.to() && count % sector != 0) {
        return new Answer(at, false, 0);
      }
    }
    return new Answer(at, true, 0);
  }
}
