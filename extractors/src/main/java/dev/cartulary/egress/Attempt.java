package dev.cartulary.egress;

import static java.util.Objects.requireNonNull;

/**
 * A socket that was refused.
 *
 * @param kind what was wanted
 * @param caller class and method, outside of the JDK and of this package, that wanted it
 */
public record Attempt(Kind kind, String caller) {
  /** Kinds of sockets. */
  public enum Kind {
    CONNECTION("a connection"),
    LISTENER("a listening socket"),
    DATAGRAM("a datagram socket");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  public Attempt {
    requireNonNull(kind, "kind is null");
    requireNonNull(caller, "caller is null");
  }

  static Attempt now(Kind kind) {
    String caller =
        StackWalker.getInstance()
            .walk(
                frames ->
                    frames
                        .filter(frame -> !isOfTheSystem(frame.getClassName()))
                        .findFirst()
                        .map(frame -> frame.getClassName() + "." + frame.getMethodName())
                        .orElse("the JDK"));
    return new Attempt(kind, caller);
  }

  private static boolean isOfTheSystem(String name) {
    return name.startsWith("java.")
        || name.startsWith("javax.")
        || name.startsWith("jdk.")
        || name.startsWith("sun.")
        || name.startsWith("com.sun.")
        || name.startsWith(Attempt.class.getPackageName() + ".");
  }

  @Override
  public String toString() {
    return kind.words + " by " + caller;
  }
}
