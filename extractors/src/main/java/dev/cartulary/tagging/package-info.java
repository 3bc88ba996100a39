/**
 * A linear-chain conditional random field over hashed features: features of a sequence's places
 * enter, the probability of every label at every place leaves. It knows neither words nor labels;
 * who asks numbers both.
 */
@NullMarked
package dev.cartulary.tagging;

import org.jspecify.annotations.NullMarked;
