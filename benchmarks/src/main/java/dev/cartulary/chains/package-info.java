/**
 * Trains linear-chain conditional random fields: sequences of hashed features with the labels that
 * their places may have enter, a tagger leaves. It knows neither words nor what labels mean.
 */
@NullMarked
package dev.cartulary.chains;

import org.jspecify.annotations.NullMarked;
