/**
 * Comparisons of costs as pages that people show to others.
 *
 * <p>A comparison, and where there is one the estimate behind it, enter; one HTML page leaves. All
 * arithmetic is done before: only the places of figures are chosen here.
 */
@NullMarked
package dev.cartulary.report;

import org.jspecify.annotations.NullMarked;
