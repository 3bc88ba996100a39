/**
 * What reading many files would take, from reading a few.
 *
 * <p>The sizes of all files enter, which cost little to find out, then what a sample of them took;
 * estimates of the whole leave, each with its error. How files are read and what was measured is
 * not known here. What is estimated, and how, is written in {@code docs/accounting.md}.
 */
@NullMarked
package dev.cartulary.estimate;

import org.jspecify.annotations.NullMarked;
