package dev.cartulary.egress;

/** Something wanted a socket that no job named. */
public final class EgressException extends RuntimeException {
  EgressException(Attempt attempt) {
    super(
        attempt
            + " was refused, since the job does not name its destination; nothing was sent. The"
            + " guard keeps documents in the building: report this as a fault of the program");
  }
}
