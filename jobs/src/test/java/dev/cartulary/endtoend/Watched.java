package dev.cartulary.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** Commands that start and watch another one, where the machine has them. */
final class Watched {
  private Watched() {}

  /**
   * Whether {@code wrapper} works here; it must in continuous integration.
   *
   * @param needed what the machine needs for it
   */
  static boolean can(List<String> wrapper, String needed) throws InterruptedException {
    boolean can;
    try {
      List<String> command = Stream.concat(wrapper.stream(), Stream.of("true")).toList();
      can = new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      can = false;
    }
    assertThat(can || System.getenv("CI") == null).as("CI has " + needed).isTrue();
    return can;
  }
}
