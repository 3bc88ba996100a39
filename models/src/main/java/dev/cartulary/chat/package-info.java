/**
 * Requests to tokens: how a checkpoint wants to be asked.
 *
 * <p>The text of a prefix and the question of a branch enter, their tokens leave, with the places
 * of the text's tokens in the text as it came in. A {@link dev.cartulary.chat.PromptFormat} also
 * says how answers are framed. Text of documents is encoded so that special tokens written in it
 * stay text.
 */
@NullMarked
package dev.cartulary.chat;

import org.jspecify.annotations.NullMarked;
