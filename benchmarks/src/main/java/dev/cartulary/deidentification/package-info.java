/**
 * Measures de-identification: plants identifiers into notes, reads gold spans of other sets, and
 * counts what the recognisers cover. It may know every module; nothing knows it.
 */
@NullMarked
package dev.cartulary.deidentification;

import org.jspecify.annotations.NullMarked;
