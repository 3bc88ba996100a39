/**
 * Document types from YAML: the built-in ones and those that a user writes.
 *
 * <p>A YAML text enters, a checked {@link dev.cartulary.field.DocumentType} leaves, or an exception
 * that lists everything that is wrong.
 */
@NullMarked
package dev.cartulary.types;

import org.jspecify.annotations.NullMarked;
