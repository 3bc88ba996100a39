/**
 * How right a run is: what it said about labelled documents becomes judged decisions, and these
 * become figures with their intervals.
 *
 * <p>Gold documents, the values and summaries of a run, and the documents' texts enter; figures
 * leave. All of it is arithmetic on judged decisions, so that two evaluations can be compared long
 * after their documents are gone. What each figure means is defined in {@code docs/evaluation.md}.
 */
@NullMarked
package dev.cartulary.evaluation;

import org.jspecify.annotations.NullMarked;
