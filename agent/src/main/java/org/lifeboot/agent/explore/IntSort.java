package org.lifeboot.agent.explore;

/// Sorts numbers by what they stand for, without a box around each. Stable.
final class IntSort {

  private static final int SHORT = 16;

  /// Says which comes first.
  @FunctionalInterface
  interface Order {
    int compare(int one, int other);
  }

  private IntSort() {}

  static void sort(int[] numbers, Order order) {
    sort(numbers.clone(), numbers, 0, numbers.length, order);
  }

  /// Both hold the same at first; the result is in `into`.
  private static void sort(int[] from, int[] into, int begin, int end, Order order) {
    if (end - begin <= SHORT) {
      insert(into, begin, end, order);
      return;
    }
    int middle = (begin + end) >>> 1;
    sort(into, from, begin, middle, order);
    sort(into, from, middle, end, order);
    if (order.compare(from[middle - 1], from[middle]) <= 0) {
      System.arraycopy(from, begin, into, begin, end - begin);
      return;
    }
    merge(new int[] {begin, middle, end}, from, into, order);
  }

  private static void merge(int[] bounds, int[] from, int[] into, Order order) {
    int left = bounds[0];
    int right = bounds[1];
    for (int at = bounds[0]; at < bounds[2]; at++) {
      boolean takeLeft =
          right >= bounds[2] || (left < bounds[1] && order.compare(from[left], from[right]) <= 0);
      into[at] = takeLeft ? from[left++] : from[right++];
    }
  }

  private static void insert(int[] numbers, int begin, int end, Order order) {
    for (int i = begin + 1; i < end; i++) {
      int each = numbers[i];
      int at = i - 1;
      for (; at >= begin && order.compare(numbers[at], each) > 0; at--) {
        numbers[at + 1] = numbers[at];
      }
      numbers[at + 1] = each;
    }
  }
}
