/**
 * Pages that people open from disk.
 *
 * <p>A title, styles and the markup of a body enter; one HTML text leaves that needs no network, no
 * script and no other file, and forbids the browser to ask for any. What a page is about is not
 * known here.
 */
@NullMarked
package dev.cartulary.page;

import org.jspecify.annotations.NullMarked;
