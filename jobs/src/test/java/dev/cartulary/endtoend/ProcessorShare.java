package dev.cartulary.endtoend;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A part of one processor for a process and all that it starts, by a control group of the kernel
 * (version 1 or 2), which only root may make.
 */
final class ProcessorShare {
  private static final int PERIOD_MICROS = 20_000;
  private static final Path FIRST = Path.of("/sys/fs/cgroup/cpu");
  private static final Path SECOND = Path.of("/sys/fs/cgroup");

  private final Path group;

  private ProcessorShare(Path group) {
    this.group = group;
  }

  /** Skips the test where the kernel or its rights give none. */
  static ProcessorShare of(ProcessHandle process, int percent) throws IOException {
    boolean first = Files.exists(FIRST.resolve("cpu.cfs_quota_us"));
    Path parent = first ? FIRST : SECOND;
    assumeTrue(Files.isWritable(parent), "shares of processors need root: " + parent);
    Path group = Files.createDirectory(parent.resolve("cartulary-" + process.pid()));
    long micros = PERIOD_MICROS * (long) percent / 100;
    if (first) {
      write(group.resolve("cpu.cfs_period_us"), PERIOD_MICROS);
      write(group.resolve("cpu.cfs_quota_us"), micros);
    } else {
      Files.writeString(group.resolve("cpu.max"), micros + " " + PERIOD_MICROS);
    }
    for (ProcessHandle member : Stream.concat(Stream.of(process), process.descendants()).toList()) {
      write(group.resolve("cgroup.procs"), member.pid());
    }
    return new ProcessorShare(group);
  }

  private static void write(Path file, long number) throws IOException {
    Files.writeString(file, Long.toString(number));
  }

  /** Waits until its processes have ended. */
  void release() throws Exception {
    FlinkCluster.await(
        "the end of " + group, () -> Files.readString(group.resolve("cgroup.procs")).isBlank());
    Files.delete(group);
  }
}
