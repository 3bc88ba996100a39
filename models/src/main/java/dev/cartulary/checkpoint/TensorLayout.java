package dev.cartulary.checkpoint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The tensors of a checkpoint, by name and shape, as the decoder uses them: matrices that read the
 * same input are one stack.
 *
 * @param output absent where the embedding is the output matrix
 */
public record TensorLayout(Stack embedding, List<Layer> layers, Gain norm, Optional<Stack> output) {
  /** Rows of a matrix, or numbers of a bias. */
  public record Part(String name, int rows) {}

  /**
   * Matrices one upon the other.
   *
   * @param biases of the rows, in the same order; may be empty
   * @param factor that all numbers are multiplied by
   */
  public record Stack(List<Part> weights, List<Part> biases, int columns, double factor) {
    public int rows() {
      return weights.stream().mapToInt(Part::rows).sum();
    }
  }

  /** The gain of a norm. */
  public record Gain(String name, int width) {}

  /** One layer; norms that a family does not have are absent. */
  public record Layer(
      Optional<Gain> beforeAttention,
      Optional<Gain> queries,
      Optional<Gain> keys,
      Stack attentionInput,
      Stack attentionOutput,
      Optional<Gain> afterAttention,
      Optional<Gain> beforeMlp,
      Stack mlpInput,
      Stack mlpOutput,
      Optional<Gain> afterMlp) {}

  public static TensorLayout of(ModelConfig model) {
    TensorNames names = TensorNames.of(model.family());
    List<Layer> layers = new ArrayList<>();
    for (int layer = 0; layer < model.layers().size(); layer++) {
      layers.add(layer(model, names, layer));
    }
    int hidden = model.hidden();
    return new TensorLayout(
        plain(names.embedding(), model.vocabulary(), hidden),
        layers,
        new Gain(names.norm(), hidden),
        model.tiedEmbeddings()
            ? Optional.empty()
            : Optional.of(plain("lm_head.weight", model.vocabulary(), hidden)));
  }

  private static Layer layer(ModelConfig model, TensorNames names, int index) {
    LayerShape shape = model.layers().get(index);
    Family family = model.family();
    int hidden = model.hidden();
    int queries = shape.heads() * model.headSize();
    int keys = shape.keyValueHeads() * model.headSize();
    int inner = shape.intermediate();
    double residual = model.multipliers().residual();
    boolean before = !family.has(Trait.NORMS_AFTER);
    boolean after = family.has(Trait.NORMS_AFTER) || family.has(Trait.NORMS_AROUND);
    boolean whole = family.has(Trait.WHOLE_NORMS);
    boolean normed = whole || family.has(Trait.HEAD_NORMS);
    String at = names.layer(index);
    String afterAttention = names.afterAttention();
    String beforeMlp = after ? names.beforeMlpOfFour() : names.beforeMlp();
    return new Layer(
        gain(before, at + names.beforeAttention(), hidden),
        gain(normed, at + names.queryNorm(), whole ? queries : model.headSize()),
        gain(normed, at + names.keyNorm(), whole ? keys : model.headSize()),
        stack(
            at,
            names.attentionInput(),
            List.of(queries, keys, keys),
            hidden,
            model.biases().input(),
            1),
        stack(
            at,
            List.of(names.attentionOutput()),
            List.of(hidden),
            queries,
            model.biases().output(),
            residual),
        gain(after, at + afterAttention, hidden),
        gain(before, at + beforeMlp, hidden),
        stack(at, names.mlpInput(), List.of(inner, inner), hidden, model.biases().mlp(), 1),
        stack(
            at, List.of(names.mlpOutput()), List.of(hidden), inner, model.biases().mlp(), residual),
        gain(after, at + names.afterMlp(), hidden));
  }

  private static Optional<Gain> gain(boolean present, String name, int width) {
    return present ? Optional.of(new Gain(name, width)) : Optional.empty();
  }

  /** A stack of as many tensors as there are names: one each, or one for all rows. */
  private static Stack stack(
      String at,
      List<String> names,
      List<Integer> rows,
      int columns,
      boolean biased,
      double factor) {
    List<Part> weights = new ArrayList<>();
    List<Part> biases = new ArrayList<>();
    boolean one = names.size() == 1;
    for (int i = 0; i < names.size(); i++) {
      int count = one ? rows.stream().mapToInt(Integer::intValue).sum() : rows.get(i);
      weights.add(new Part(at + names.get(i) + ".weight", count));
      if (biased) {
        biases.add(new Part(at + names.get(i) + ".bias", count));
      }
    }
    return new Stack(List.copyOf(weights), List.copyOf(biases), columns, factor);
  }

  private static Stack plain(String name, int rows, int columns) {
    return new Stack(List.of(new Part(name, rows)), List.of(), columns, 1);
  }

  /** Refuses weights in which a tensor is missing, has another shape, or is not known. */
  void check(SafeTensors weights) {
    Set<String> known = new HashSet<>();
    check(weights, embedding, known);
    check(weights, Optional.of(norm), known);
    output.ifPresent(stack -> check(weights, stack, known));
    for (Layer layer : layers) {
      for (Stack stack :
          List.of(
              layer.attentionInput(),
              layer.attentionOutput(),
              layer.mlpInput(),
              layer.mlpOutput())) {
        check(weights, stack, known);
      }
      for (Optional<Gain> gain :
          List.of(
              layer.beforeAttention(),
              layer.queries(),
              layer.keys(),
              layer.afterAttention(),
              layer.beforeMlp(),
              layer.afterMlp())) {
        check(weights, gain, known);
      }
    }
    weights.refuseOthers(known);
  }

  private static void check(SafeTensors weights, Stack stack, Set<String> known) {
    for (Part part : stack.weights()) {
      weights.require(part.name(), List.of(part.rows(), stack.columns()));
      known.add(part.name());
    }
    for (Part part : stack.biases()) {
      weights.require(part.name(), List.of(part.rows()));
      known.add(part.name());
    }
  }

  private static void check(SafeTensors weights, Optional<Gain> gain, Set<String> known) {
    gain.ifPresent(
        present -> {
          weights.require(present.name(), List.of(present.width()));
          known.add(present.name());
        });
  }
}
