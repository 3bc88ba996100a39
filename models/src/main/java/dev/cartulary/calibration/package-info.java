/**
 * What a model's probabilities are worth, measured on labelled documents.
 *
 * <p>Judged decisions enter and a {@link dev.cartulary.calibration.Calibration} leaves; it is kept
 * beside a model's weights and corrects the probability of every value and every absence. Nothing
 * here knows documents, text or how a decision came about.
 */
@NullMarked
package dev.cartulary.calibration;

import org.jspecify.annotations.NullMarked;
