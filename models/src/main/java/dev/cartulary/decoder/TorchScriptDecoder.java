package dev.cartulary.decoder;

import dev.cartulary.checkpoint.CheckpointFolder;
import dev.cartulary.checkpoint.ModelConfig;
import dev.cartulary.checkpoint.SafeTensors;
import dev.cartulary.tokenizer.TokenIds;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A checkpoint computed by the TorchScript program of this package.
 *
 * <p>Belongs to the thread that opens it: PyTorch keeps settings a thread.
 */
public final class TorchScriptDecoder implements ForwardPass {
  private final ModelConfig model;
  private final Program program;
  private final long tokenBytes;
  private final int pieceTokens;
  private final Map<Long, Sequence> sequences = new HashMap<>();

  private TorchScriptDecoder(
      ModelConfig model, Program program, int cacheNumberBytes, int pieceTokens) {
    this.model = model;
    this.program = program;
    this.tokenBytes = model.cacheNumbers() * cacheNumberBytes;
    this.pieceTokens = pieceTokens;
  }

  /**
   * The program for a model without its weights, an archive that TorchScript loads in any language:
   * to measure it where no Java is.
   */
  public static byte[] program(ModelConfig model, Precision precision, Device device) {
    return ProgramArchive.of(model, Long.MAX_VALUE, precision, device);
  }

  /**
   * Loads a checkpoint's weights, tensor by tensor, to the device of {@link Libtorch#here}.
   *
   * @param threads that share one operation; at least 1
   */
  public static TorchScriptDecoder open(
      CheckpointFolder checkpoint, Precision precision, int threads) {
    return open(checkpoint, precision, Libtorch.here(), threads);
  }

  static TorchScriptDecoder open(
      CheckpointFolder checkpoint, Precision precision, Libtorch libtorch, int threads) {
    Device device = libtorch.device();
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads cannot compute");
    }
    if (!device.computes(precision)) {
      throw new IllegalArgumentException(device.label() + " cannot compute " + precision.label());
    }
    ModelConfig model = checkpoint.config();
    try (SafeTensors weights = checkpoint.weights()) {
      Program program =
          Program.load(
              ProgramArchive.of(model, weights.parameters(), precision, device), libtorch, threads);
      try {
        new WeightLoader(program, weights, model).load();
        return new TorchScriptDecoder(
            model, program, device.cacheNumberBytes(precision), device.pieceTokens());
      } catch (RuntimeException failed) {
        program.close();
        throw failed;
      }
    }
  }

  @Override
  public Logits step(List<Segment> segments) {
    int rows = check(segments);
    StepPlan plan = new StepPlan(rows);
    for (Segment segment : segments) {
      Sequence sequence = sequences.computeIfAbsent(segment.request(), id -> begun(segment));
      if (segment instanceof Segment.Prefix prefix && !prefix.tokens().isEmpty()) {
        plan.prefix(prefix, sequence);
      } else if (segment instanceof Segment.Branches branches && !branches.tokens().isEmpty()) {
        if (!sequence.open()) {
          sequence.open(branches.tokens().size(), branches.capacity());
        }
        plan.branches(branches, sequence);
      }
    }
    Logits logits = new Logits(rows == 0 ? new float[0] : program.step(plan), model.vocabulary());
    for (Segment segment : segments) {
      Sequence sequence = sequence(segment.request());
      if (segment instanceof Segment.Prefix prefix) {
        sequence.growPrefix(prefix.tokens().size());
      } else if (segment instanceof Segment.Branches branches) {
        sequence.growBranches(branches.tokens());
      }
    }
    return logits;
  }

  @Override
  public void copyPrefix(long from, Segment.Prefix begun) {
    Sequence source = sequence(from);
    Sequence target = begun(begun);
    int tokens = begun.tokens().size();
    if (sequences.containsKey(begun.request())
        || tokens > source.prefixTokens()
        || source.rotaryVariant() != target.rotaryVariant()) {
      throw new IllegalArgumentException(
          "request %d has no %d tokens for request %d".formatted(from, tokens, begun.request()));
    }
    program.call("copy_prefix", from, begun.request(), tokens, Math.max(tokens, begun.room()));
    target.growPrefix(tokens);
    sequences.put(begun.request(), target);
  }

  @Override
  public boolean sharesPositions(long tokens, long others) {
    return model.rotaryVariant(tokens) == model.rotaryVariant(others);
  }

  @Override
  public void keep(long request, List<Integer> branches) {
    Sequence sequence = sequence(request);
    Sequence.Moves moves = sequence.keep(branches);
    if (!sequence.alone()) {
      program.call(
          "keep", request, moves.sources(), moves.targets(), (long) moves.count(), moves.shrink());
    }
  }

  @Override
  public void close(long request) {
    if (sequences.remove(request) != null) {
      program.call("close", request);
    }
  }

  @Override
  public long cacheBytes(long tokens) {
    return tokens * tokenBytes;
  }

  /** Bytes of KV cache in use. */
  long heldBytes() {
    return program.call("held");
  }

  @Override
  public int pieceTokens() {
    return pieceTokens;
  }

  @Override
  public int vocabularySize() {
    return model.vocabulary();
  }

  @Override
  public int contextTokens() {
    return model.contextTokens();
  }

  @Override
  public void close() {
    program.close();
  }

  /** A sequence as its first segment wants it. */
  private Sequence begun(Segment segment) {
    long tokens =
        segment instanceof Segment.Prefix prefix
            ? Math.max(prefix.sequenceTokens(), prefix.tokens().size())
            : ((Segment.Branches) segment).capacity();
    return new Sequence(model.rotaryVariant(tokens));
  }

  private Sequence sequence(long request) {
    Sequence sequence = sequences.get(request);
    if (sequence == null) {
      throw new IllegalArgumentException("request " + request + " is not open");
    }
    return sequence;
  }

  /** Refuses segments that break the contract before anything changes; gives their rows. */
  private int check(List<Segment> segments) {
    Set<Long> seen = new HashSet<>();
    int rows = 0;
    for (Segment segment : segments) {
      if (!seen.add(segment.request())) {
        throw new IllegalArgumentException("request " + segment.request() + " is there twice");
      }
      Sequence sequence = sequences.getOrDefault(segment.request(), begun(segment));
      if (segment instanceof Segment.Prefix prefix) {
        rows += check(prefix, sequence);
      } else if (segment instanceof Segment.Branches branches) {
        rows += check(branches, sequence);
      }
    }
    return rows;
  }

  private int check(Segment.Prefix segment, Sequence sequence) {
    if (sequence.open()) {
      throw new IllegalArgumentException(
          "request " + segment.request() + " has open branches, its prefix cannot grow");
    }
    fits(segment.request(), sequence, sequence.prefixTokens() + segment.tokens().size());
    known(segment.tokens());
    return segment.tokens().size();
  }

  private int check(Segment.Branches segment, Sequence sequence) {
    List<TokenIds> branches = segment.tokens();
    if (sequence.open()
        && (branches.size() != sequence.branches() || segment.capacity() != sequence.capacity())) {
      throw new IllegalArgumentException(
          "request %d has %d branches with room for %d tokens; the segment has %d for %d"
              .formatted(
                  segment.request(),
                  sequence.branches(),
                  sequence.capacity(),
                  branches.size(),
                  segment.capacity()));
    }
    int rows = 0;
    for (int branch = 0; branch < branches.size(); branch++) {
      int length = sequence.open() ? sequence.length(sequence.slot(branch)) : 0;
      int grown = length + branches.get(branch).size();
      if (grown > segment.capacity()) {
        throw new IllegalArgumentException(
            "a branch of %d tokens has room for %d".formatted(grown, segment.capacity()));
      }
      fits(segment.request(), sequence, sequence.prefixTokens() + grown);
      known(branches.get(branch));
      rows += branches.get(branch).size();
    }
    return rows;
  }

  private void fits(long request, Sequence sequence, int tokens) {
    if (model.rotaryVariant(tokens) > sequence.rotaryVariant()) {
      throw new IllegalArgumentException(
          "request %d reaches %d tokens, for which its first segment did not provide"
              .formatted(request, tokens));
    }
    if (tokens > model.contextTokens()) {
      throw new IllegalArgumentException(
          "request %d reaches %d tokens, the model's context is %d"
              .formatted(request, tokens, model.contextTokens()));
    }
  }

  private void known(TokenIds tokens) {
    if (!tokens.stream().allMatch(id -> id >= 0 && id < model.vocabulary())) {
      throw new IllegalArgumentException(
          "a token id is outside of the vocabulary of " + model.vocabulary());
    }
  }
}
