/**
 * Trains the recogniser of clinical names on annotated case reports. It may know every module;
 * nothing knows it.
 */
@NullMarked
package dev.cartulary.recognition;

import org.jspecify.annotations.NullMarked;
