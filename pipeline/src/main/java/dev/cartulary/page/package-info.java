/**
 * Pages that people open from disk.
 *
 * <p>A title, styles and the markup of a body enter; one HTML text leaves that needs no network and
 * forbids the browser to ask for any: a page of its own, without script and without other files, or
 * a page of a folder, with scripts and styles of that folder. What a page is about is not known
 * here.
 */
@NullMarked
package dev.cartulary.page;

import org.jspecify.annotations.NullMarked;
