package dev.cartulary.outcome;

/** The step of the pipeline in which something happened, in the order of the data. */
public enum Stage {
  SCAN,
  EXTRACT,
  CHUNK,
  INFER,
  MERGE,
  WRITE
}
