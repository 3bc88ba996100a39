package dev.cartulary.beam;

import java.util.HashSet;
import java.util.Set;

/**
 * Where those wait who have read their documents and find no others, until the last one is read.
 * Beam's direct runner looks for work without a pause as long as a thread of its own is free, and
 * takes a processor for that from those who still read. Safe for use by several threads.
 */
final class Rest {
  private final Set<String> expected = new HashSet<>();
  private int begun;
  private int ended;

  /** A group of files will be read; said of all before the first is begun. */
  synchronized void expect(String group) {
    expected.add(group);
  }

  /** A group is being read. */
  synchronized void begin() {
    begun++;
  }

  /** A group is read, or was given up. */
  synchronized void end() {
    ended++;
    notifyAll();
  }

  /** Returns when there are other groups to read, or all are. */
  synchronized void awaitOthers() throws InterruptedException {
    while (begun >= expected.size() && ended < begun) {
      wait();
    }
  }
}
