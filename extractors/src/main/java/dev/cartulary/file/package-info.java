/**
 * From a folder to its files: which ones there are, and the identity of each.
 *
 * <p>A folder and glob patterns enter; a sorted list of paths leaves, cheap enough to plan a run.
 * Each file is then hashed on its own, and is either a {@link dev.cartulary.document.SourceFile} or
 * a failure: no listed file is dropped. This package knows nothing of formats.
 */
@NullMarked
package dev.cartulary.file;

import org.jspecify.annotations.NullMarked;
