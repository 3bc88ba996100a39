/**
 * Measurements of the hot paths, each a program that prints figures beside a limit or a peer of the
 * same run. Nothing here is part of the product.
 */
@NullMarked
package dev.cartulary.benchmarks;

import org.jspecify.annotations.NullMarked;
