/**
 * Clinical records as FHIR R4 bundles.
 *
 * <p>Documents of a {@link dev.cartulary.parquet.DeliveredRun} enter, a bundle for each leaves:
 * what was found, and for each of it who said so and where it stands. Fields are known by their
 * names. In this module the only package that imports HAPI for FHIR.
 */
@NullMarked
package dev.cartulary.bundle;

import org.jspecify.annotations.NullMarked;
