/**
 * What records of a patient have in common, whatever standard they are exchanged in: formats that
 * are recognised by their content, sheets of labelled lines and sections, times and code systems.
 *
 * <p>Packages of single standards build on it. It knows none of them, and neither files nor parsers
 * of other documents.
 */
@NullMarked
package dev.cartulary.clinical;

import org.jspecify.annotations.NullMarked;
