package dev.cartulary.ledger;

import java.time.Instant;

/** A run whose output became visible. */
public record FinishedRun(String id, String job, Instant finishedAt, int documents, int failures) {}
