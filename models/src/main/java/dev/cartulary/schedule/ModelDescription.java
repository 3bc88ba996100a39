package dev.cartulary.schedule;

import dev.cartulary.calibration.Calibration;

/**
 * What a loaded model is.
 *
 * @param fingerprint changes whenever the answers can: hash over weights, configuration, tokenizer,
 *     precision, prompt and engine version
 * @param family for example {@code llama}
 * @param precision for example {@code float32} or {@code int8}
 * @param device where it computes: {@code cpu} or {@code cuda:0}
 * @param instruct whether it follows instructions, that is, has a chat template; it is then asked
 *     for free summaries
 * @param contextTokens longest prefix and branch together
 * @param chunkTokens longest prefix at which it answers well
 * @param calibration what its probabilities are worth; no part of the fingerprint, because answers
 *     stay the same
 */
public record ModelDescription(
    String name,
    String fingerprint,
    String family,
    long parameters,
    String precision,
    String device,
    boolean instruct,
    int contextTokens,
    int chunkTokens,
    Calibration calibration) {}
