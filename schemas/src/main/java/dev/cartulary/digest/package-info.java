/** SHA-256, by which documents, models, prompts and answers are named. */
@NullMarked
package dev.cartulary.digest;

import org.jspecify.annotations.NullMarked;
