package dev.cartulary.checkpoint;

import java.util.List;

/**
 * How a family calls its tensors.
 *
 * @param attentionInput query, key and value, or one name for all three
 * @param mlpInput gate and up, or one name for both
 * @param beforeMlp the norm of the MLP's input where its output is not normalised
 * @param beforeMlpOfFour the same norm where its output is
 */
record TensorNames(
    String embedding,
    String layers,
    String norm,
    String beforeAttention,
    String queryNorm,
    String keyNorm,
    List<String> attentionInput,
    String attentionOutput,
    String afterAttention,
    String beforeMlp,
    String beforeMlpOfFour,
    List<String> mlpInput,
    String mlpOutput,
    String afterMlp) {
  private static final TensorNames STANDARD =
      standard(
          List.of("self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj"),
          List.of("mlp.gate_proj", "mlp.up_proj"));
  private static final TensorNames STACKED =
      standard(List.of("self_attn.qkv_proj"), List.of("mlp.gate_up_proj"));
  private static final TensorNames OPENELM =
      new TensorNames(
          "transformer.token_embeddings.weight",
          "transformer.layers.",
          "transformer.norm.weight",
          "attn_norm.weight",
          "attn.q_norm.weight",
          "attn.k_norm.weight",
          List.of("attn.qkv_proj"),
          "attn.out_proj",
          "",
          "ffn_norm.weight",
          "",
          List.of("ffn.proj_1"),
          "ffn.proj_2",
          "");

  private static TensorNames standard(List<String> attentionInput, List<String> mlpInput) {
    return new TensorNames(
        "model.embed_tokens.weight",
        "model.layers.",
        "model.norm.weight",
        "input_layernorm.weight",
        "self_attn.q_norm.weight",
        "self_attn.k_norm.weight",
        attentionInput,
        "self_attn.o_proj",
        "post_attention_layernorm.weight",
        "post_attention_layernorm.weight",
        "pre_feedforward_layernorm.weight",
        mlpInput,
        "mlp.down_proj",
        "post_feedforward_layernorm.weight");
  }

  static TensorNames of(Family family) {
    if (family == Family.OPENELM) {
      return OPENELM;
    }
    return family.has(Trait.STACKED_TENSORS) ? STACKED : STANDARD;
  }

  /** What the names of a layer's tensors begin with. */
  String layer(int index) {
    return layers + index + ".";
  }
}
