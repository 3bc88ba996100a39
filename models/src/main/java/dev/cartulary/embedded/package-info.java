/**
 * The checkpoint that comes with the program: our own small weights, as resources.
 *
 * <p>A {@link java.nio.file.Path} leaves, whether the classes are in a folder or in a jar. The
 * model card beside the weights says how they were made and how well they do.
 */
@NullMarked
package dev.cartulary.embedded;

import org.jspecify.annotations.NullMarked;
