package org.lifeboot.agent.check.memory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.lifeboot.agent.check.memory.StressAppTest.Miscompare;
import org.lifeboot.protocol.CheckReport.Finding;
import org.lifeboot.protocol.Verdict;

/// Places in memory that were not what had been written, each told once however often it was wrong.
/// Not thread-safe.
final class WrongPlaces {

  private final Map<String, Place> places = new LinkedHashMap<>();

  /// What is known of one.
  ///
  /// @param first how it was wrong at first
  /// @param bits all bits that were ever wrong
  private record Place(Miscompare first, int times, long bits) {
    Place and(Miscompare again) {
      return new Place(first, times + 1, bits | again.wrongBits());
    }
  }

  /// One more; places beyond [TestRun#MOST_FAULTS] say no more.
  ///
  /// @param place in words: `physical address 0x2f8e9000`
  void add(String place, Miscompare found) {
    Place known = places.get(place);
    if (known != null) {
      places.put(place, known.and(found));
    } else if (places.size() < TestRun.MOST_FAULTS) {
      places.put(place, new Place(found, 1, found.wrongBits()));
    }
  }

  List<Finding> findings() {
    return places.entrySet().stream()
        .map(entry -> finding(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Finding finding(String where, Place place) {
    Miscompare first = place.first();
    return new Finding(
        first.module().contains("Unknown") ? "" : first.module(),
        Verdict.FAILED,
        "Memory at %s holds %s where %s had been written (read again: %s; seen by CPU %d).%s"
            .formatted(
                where, first.read(), first.expected(), first.reread(), first.cpu(), again(place)),
        TestRun.ADVICE);
  }

  private static String again(Place place) {
    return place.times() == 1
        ? ""
        : " It was wrong %,d times, in %s.".formatted(place.times(), bits(place.bits()));
  }

  private static String bits(long mask) {
    String numbers =
        IntStream.range(0, Long.SIZE)
            .filter(bit -> (mask >>> bit & 1) == 1)
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(", "));
    return Long.bitCount(mask) == 1
        ? "bit " + numbers
        : Long.bitCount(mask) > 8 ? Long.bitCount(mask) + " bits" : "bits " + numbers;
  }
}
