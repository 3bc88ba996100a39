package dev.cartulary.schedule;

import dev.cartulary.completion.TokenUsage;
import dev.cartulary.decoder.Segment;

/**
 * What a request brings to a step.
 *
 * @param usage the rows by what they are; of answers only forced tokens, for the others are counted
 *     when they are picked
 * @param prefillRows rows of the prefix and of questions
 * @param rows all of them; at least one
 */
record Feed(RequestRun run, Segment segment, TokenUsage usage, int prefillRows, int rows) {}
