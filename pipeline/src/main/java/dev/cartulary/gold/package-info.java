/**
 * Labelled documents: what is right for each field of each document, out of the layouts in which
 * public sets and our own samples are published.
 *
 * <p>Folders and files enter; {@link dev.cartulary.gold.GoldDocument}s leave, whose values are in
 * the written form in which {@link dev.cartulary.gold.Comparison} compares them. It knows nothing
 * of what the pipeline says about the documents.
 */
@NullMarked
package dev.cartulary.gold;

import org.jspecify.annotations.NullMarked;
