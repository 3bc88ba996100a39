/**
 * Time that work on a document's text may take. In: work, and a bound. Out: its result, or {@link
 * dev.cartulary.deadline.DeadlineException}. A text is searched through {@link
 * dev.cartulary.deadline.WatchedText}, so that a search which would take for ever can be ended.
 */
@NullMarked
package dev.cartulary.deadline;

import org.jspecify.annotations.NullMarked;
