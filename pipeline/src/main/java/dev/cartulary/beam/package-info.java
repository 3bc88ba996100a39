/**
 * The nightly run as an Apache Beam pipeline; the only package that knows Beam.
 *
 * <p>A {@link dev.cartulary.beam.JobPlan} enters and a {@link dev.cartulary.beam.RunReport} leaves;
 * in between {@link dev.cartulary.beam.NightlyPipeline} lists the steps. Functions here decode,
 * call one class of another package, and route.
 */
@NullMarked
package dev.cartulary.beam;

import org.jspecify.annotations.NullMarked;
