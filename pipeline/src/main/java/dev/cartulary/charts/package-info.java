/**
 * Charts as SVG for a page.
 *
 * <p>Figures with their words enter; markup leaves that is read without a script, a library or
 * colours: every line and bar is named where it stands, and a table says the same. What the figures
 * are about is not known here. Labels never overlap, because widths of text are estimated from
 * above, and marks never leave the drawing, because axes are made to hold all figures.
 */
@NullMarked
package dev.cartulary.charts;

import org.jspecify.annotations.NullMarked;
