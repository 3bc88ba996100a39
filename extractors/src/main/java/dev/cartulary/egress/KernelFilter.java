package dev.cartulary.egress;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.util.Locale;
import java.util.Map;

/**
 * A filter in the Linux kernel (seccomp) that refuses sockets to all threads of this process and to
 * all processes that it starts, but those of the file system and of the kernel itself. It cannot be
 * taken off again.
 */
final class KernelFilter {
  /** The system property of a process whose parent has installed the filter for it. */
  static final String INHERITED = "cartulary.egress.inherited";

  private static final int NO_NEW_PRIVILEGES = 38;
  private static final long SET_FILTER = 1;
  private static final long ALL_THREADS = 1;
  private static final int INSTRUCTION_BYTES = 8;

  /** A processor's number for itself and for the system calls. */
  private record Machine(int audit, int seccomp, int socket) {}

  private static final Map<String, Machine> MACHINES =
      Map.of(
          "amd64", new Machine(0xC000003E, 317, 41),
          "aarch64", new Machine(0xC00000B7, 277, 198));

  /** The C library. */
  interface Libc extends Library {
    int prctl(int option, NativeLong a, NativeLong b, NativeLong c, NativeLong d);

    NativeLong syscall(NativeLong number, NativeLong a, NativeLong b, Memory c);
  }

  private KernelFilter() {}

  /** Installs the filter; false where the system or the processor has none. */
  static boolean install() {
    if (Boolean.getBoolean(INHERITED)) {
      return true;
    }
    Machine machine = MACHINES.get(System.getProperty("os.arch", ""));
    if (machine == null
        || !System.getProperty("os.name", "").toLowerCase(Locale.ROOT).equals("linux")) {
      return false;
    }
    try {
      Libc libc = Native.load("c", Libc.class);
      NativeLong zero = new NativeLong(0);
      if (libc.prctl(NO_NEW_PRIVILEGES, new NativeLong(1), zero, zero, zero) != 0) {
        return false;
      }
      try (Memory program = program(machine);
          Memory header = new Memory(2L * Native.POINTER_SIZE)) {
        header.clear();
        header.setShort(0, (short) (program.size() / INSTRUCTION_BYTES));
        header.setPointer(Native.POINTER_SIZE, program);
        return libc.syscall(
                    new NativeLong(machine.seccomp()),
                    new NativeLong(SET_FILTER),
                    new NativeLong(ALL_THREADS),
                    header)
                .longValue()
            == 0;
      }
    } catch (UnsatisfiedLinkError e) {
      return false;
    }
  }

  /**
   * The program, in the classic Berkeley packet filter's code, over the kernel's description of a
   * system call: its number at 0, the processor at 4, the first argument at 16.
   */
  private static Memory program(Machine machine) {
    int load = 0x20;
    int equal = 0x15;
    int atLeast = 0x35;
    int answer = 0x06;
    int allow = 0x7FFF0000;
    int refuse = 0x00050000 | 13;
    int[][] code = {
      {load, 0, 0, 4},
      {equal, 1, 0, machine.audit()},
      // Calls of another processor's numbering, which this program would misread.
      {answer, 0, 0, refuse},
      {load, 0, 0, 0},
      {atLeast, 6, 0, 0x40000000},
      // Rings of requests could open sockets behind the filter's back.
      {equal, 5, 0, 425},
      {equal, 0, 3, machine.socket()},
      {load, 0, 0, 16},
      {equal, 1, 0, 1},
      {equal, 0, 1, 16},
      {answer, 0, 0, allow},
      {answer, 0, 0, refuse},
    };
    Memory program = new Memory((long) code.length * INSTRUCTION_BYTES);
    for (int i = 0; i < code.length; i++) {
      long at = (long) i * INSTRUCTION_BYTES;
      program.setShort(at, (short) code[i][0]);
      program.setByte(at + 2, (byte) code[i][1]);
      program.setByte(at + 3, (byte) code[i][2]);
      program.setInt(at + 4, code[i][3]);
    }
    return program;
  }
}
