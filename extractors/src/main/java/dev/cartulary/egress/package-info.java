/**
 * The guard at the only way out of the building: sockets.
 *
 * <p>A process that is {@linkplain dev.cartulary.egress.EgressGuard#arm() armed} opens no socket
 * but to the destinations that its job names; any other attempt is refused and kept. Where a job
 * names none, the kernel refuses, too, for native code and for every process started from then on.
 * The only package that knows JNA and the socket factories of the JDK; it knows nothing of jobs.
 */
@NullMarked
package dev.cartulary.egress;

import org.jspecify.annotations.NullMarked;
