package dev.cartulary.chat;

import dev.cartulary.completion.Branch;
import dev.cartulary.constrain.Protocol;
import dev.cartulary.tokenizer.TokenIds;

/** How one checkpoint is asked and how it answers. Immutable, safe for threads. */
public sealed interface PromptFormat permits SpanCopyPrompt, ChatPrompt, PlainPrompt {
  /** The tokens that every branch sees before its own; at least one. */
  PromptPrefix prefix(String text);

  /** The tokens that ask the branch's question; at least one. */
  TokenIds branch(Branch branch);

  Protocol protocol();

  /** Changes whenever the tokens of the same request can; part of the model's fingerprint. */
  String version();

  /** Whether the format is that of a checkpoint which follows instructions. */
  boolean instruct();

  /** The longest prefix of good answers, for a model of so long a context. */
  int chunkTokens(int contextTokens);
}
