package dev.cartulary.schedule;

import dev.cartulary.decoder.ForwardPass;
import dev.cartulary.decoder.Logits;
import dev.cartulary.decoder.Segment;
import dev.cartulary.tokenizer.TokenIds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A model whose logits are a hash of all tokens before; it keeps the contract of the cache, and
 * counts its bytes at the worst that a real one may hold.
 */
final class HashForwardPass implements ForwardPass {
  static final int CONTEXT = 512;
  static final long BYTES_PER_TOKEN = 10;

  /** Sequences below and above it have other positions. */
  private static final long BORDER = 200;

  private static final class Sequence {
    private TokenIds prefix = TokenIds.EMPTY;
    private List<TokenIds> branches = new ArrayList<>();
    private long capacity;
    private int room;

    private long tokens() {
      return prefix.size() + room * capacity;
    }
  }

  private final int vocabulary;
  private final Consumer<List<Segment>> beforeStep;
  private final Memory memory;
  private final Map<Long, Sequence> sequences = new HashMap<>();

  private long held;
  volatile long peakBytes;
  volatile int mostRows;
  volatile int mostRequests;
  volatile boolean closed;
  volatile int open;
  final AtomicInteger copied = new AtomicInteger();

  /** What several passes hold together, now and at most. */
  static final class Memory {
    private final AtomicLong now = new AtomicLong();
    final AtomicLong most = new AtomicLong();

    private void add(long bytes) {
      most.accumulateAndGet(now.addAndGet(bytes), Math::max);
    }
  }

  HashForwardPass(int vocabulary, Consumer<List<Segment>> beforeStep, Memory memory) {
    this.vocabulary = vocabulary;
    this.beforeStep = beforeStep;
    this.memory = memory;
  }

  @Override
  public Logits step(List<Segment> segments) {
    beforeStep.accept(segments);
    List<float[]> logits = new ArrayList<>();
    int rows = 0;
    for (Segment segment : segments) {
      Sequence sequence = sequences.computeIfAbsent(segment.request(), id -> new Sequence());
      if (segment instanceof Segment.Prefix prefix) {
        check(sequence.capacity == 0, "the prefix grows under open branches");
        check(!prefix.tokens().isEmpty(), "an empty piece of prefix");
        sequence.prefix = sequence.prefix.plus(prefix.tokens());
        rows += prefix.tokens().size();
      } else if (segment instanceof Segment.Branches branches) {
        List<TokenIds> tokens = branches.tokens();
        if (sequence.capacity == 0) {
          tokens.forEach(ids -> sequence.branches.add(TokenIds.EMPTY));
          sequence.capacity = branches.capacity();
          sequence.room = tokens.size();
        }
        check(sequence.capacity == branches.capacity(), "the capacity changed");
        check(sequence.branches.size() == tokens.size(), "not one entry a branch");
        for (int i = 0; i < tokens.size(); i++) {
          TokenIds all = sequence.branches.get(i).plus(tokens.get(i));
          check(all.size() <= sequence.capacity, "a branch outgrew its room");
          check(sequence.prefix.size() + all.size() <= CONTEXT, "outgrew the context");
          sequence.branches.set(i, all);
          logits.add(logits(sequence.prefix, all, vocabulary));
          rows += tokens.get(i).size();
        }
      }
    }
    open = sequences.size();
    mostRows = Math.max(mostRows, rows);
    mostRequests = Math.max(mostRequests, segments.size());
    weigh();
    float[] flat = new float[logits.size() * vocabulary];
    for (int i = 0; i < logits.size(); i++) {
      System.arraycopy(logits.get(i), 0, flat, i * vocabulary, vocabulary);
    }
    return new Logits(flat, vocabulary);
  }

  private void weigh() {
    long now = sequences.values().stream().mapToLong(s -> cacheBytes(s.tokens())).sum();
    memory.add(now - held);
    held = now;
    peakBytes = Math.max(peakBytes, held);
  }

  static float[] logits(TokenIds prefix, TokenIds branch, int vocabulary) {
    long seed = 31L * prefix.hashCode() + branch.hashCode();
    float[] logits = new float[vocabulary];
    for (int id = 0; id < vocabulary; id++) {
      long mixed = (seed * 1_000_003 + id) * 0x9E3779B97F4A7C15L;
      mixed = (mixed ^ (mixed >>> 29)) * 0xBF58476D1CE4E5B9L;
      logits[id] = (mixed >>> 40) / (float) (1 << 22); // in [0, 4)
    }
    return logits;
  }

  private static void check(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException(what);
    }
  }

  @Override
  public void copyPrefix(long from, Segment.Prefix begun) {
    TokenIds tokens = begun.tokens();
    Sequence source = java.util.Objects.requireNonNull(sequences.get(from));
    check(source.prefix.slice(0, tokens.size()).equals(tokens), "copies other tokens");
    Sequence sequence = new Sequence();
    sequence.prefix = tokens;
    check(sequences.put(begun.request(), sequence) == null, "copies into an open request");
    copied.addAndGet(tokens.size());
    weigh();
  }

  @Override
  public boolean sharesPositions(long tokens, long others) {
    return tokens / BORDER == others / BORDER;
  }

  @Override
  public void keep(long request, List<Integer> branches) {
    Sequence sequence = java.util.Objects.requireNonNull(sequences.get(request));
    check(sequence.capacity > 0, "keep without open branches");
    List<TokenIds> kept = new ArrayList<>();
    branches.forEach(i -> kept.add(sequence.branches.get(i)));
    sequence.branches = kept;
    if (kept.size() <= sequence.room / 2) {
      sequence.room = kept.size();
    }
    weigh();
  }

  @Override
  public void close(long request) {
    sequences.remove(request);
    open = sequences.size();
    weigh();
  }

  @Override
  public long cacheBytes(long tokens) {
    return tokens * BYTES_PER_TOKEN;
  }

  @Override
  public int vocabularySize() {
    return vocabulary;
  }

  @Override
  public int contextTokens() {
    return CONTEXT;
  }

  @Override
  public void close() {
    closed = true;
  }
}
