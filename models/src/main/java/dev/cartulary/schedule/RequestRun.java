package dev.cartulary.schedule;

import dev.cartulary.completion.Completion;
import dev.cartulary.completion.TokenUsage;
import dev.cartulary.decoder.ForwardPass;
import dev.cartulary.decoder.Logits;
import dev.cartulary.decoder.Segment;
import dev.cartulary.tokenizer.TokenIds;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** One request on its way: how much of the prefix is fed, and the branches that are left. */
final class RequestRun {
  private final long id;
  private final TokenIds prefix;
  private final List<BranchRun> branches;
  private final long capacity;
  private final boolean alone;
  private final CompletableFuture<Completion> future = new CompletableFuture<>();

  private int prefixFed;
  private int prefixReady; // computed when the latest feed was made
  private int copied; // of the fed ones, not told in a feed yet
  private List<BranchRun> present; // in the forward pass, or about to be
  private int room; // branches that the cache may still have memory for
  private TokenUsage usage = TokenUsage.ZERO;
  private long nanos;

  RequestRun(long id, TokenIds prefix, List<BranchRun> branches) {
    this.id = id;
    this.prefix = prefix;
    this.branches = List.copyOf(branches);
    this.present = this.branches.stream().filter(branch -> !branch.isFinished()).toList();
    this.capacity = present.stream().mapToLong(BranchRun::capacity).max().orElse(0);
    this.room = present.size();
    this.alone = room == 1;
  }

  long id() {
    return id;
  }

  CompletableFuture<Completion> future() {
    return future;
  }

  /** Away from the caller, whose dependents run on the thread that completes. */
  void fail(EngineException reason) {
    var unused = CompletableFuture.runAsync(() -> future.completeExceptionally(reason));
  }

  boolean isFinished() {
    return present.isEmpty();
  }

  /** The longest sequence that the request may reach. */
  long sequenceTokens() {
    return prefix.size() + capacity;
  }

  /** Tokens of which the cache may have to hold keys and values, now and later. */
  long cacheTokens() {
    return prefix.size() + room * capacity;
  }

  /** Tokens that stay in memory after the end: of the prefix, and of a branch without others. */
  long keptTokens() {
    return prefixRoom();
  }

  /** A branch without others continues the prefix. */
  private int prefixRoom() {
    return Math.toIntExact(prefix.size() + (alone ? capacity : 0));
  }

  /** Whether the next feed is of branches, of which each has to bring a row. */
  boolean isAnswering() {
    return prefixFed == prefix.size();
  }

  /** Whether so many rows hold a piece of the prefix, or the rest of it. */
  boolean fits(long rows, int piece) {
    return rows >= Math.min(piece, prefix.size() - prefixFed);
  }

  /** Whether nothing of the request was fed yet. */
  boolean isNew() {
    return prefixFed == 0;
  }

  /**
   * How many whole pieces of tokens at the beginning of both prefixes are the same and computed.
   */
  int sharedWith(RequestRun other, int piece) {
    int most = Math.min(prefixReady, other.prefix.size());
    int shared = 0;
    while (shared < most && prefix.at(shared) == other.prefix.at(shared)) {
      shared++;
    }
    return shared / piece * piece;
  }

  /** Begins with the first tokens of another request's prefix. */
  void copy(RequestRun from, int tokens, ForwardPass forward) {
    TokenIds begun = prefix.slice(0, tokens);
    forward.copyPrefix(from.id, new Segment.Prefix(id, begun, prefixRoom(), sequenceTokens()));
    prefixFed = tokens;
    copied = tokens;
  }

  /**
   * The rows for a step, about {@code most} of them.
   *
   * @param unit a prefix is cut at multiples of so many tokens, if {@code most} is enough for one
   */
  Feed feed(int most, int unit) {
    prefixReady = prefixFed;
    if (!isAnswering()) {
      int end = Math.min(prefix.size(), prefixFed + Math.max(1, most));
      if (end < prefix.size() && end / unit * unit > prefixFed) {
        end = end / unit * unit;
      }
      TokenIds piece = prefix.slice(prefixFed, end);
      prefixFed = end;
      int read = piece.size() + copied;
      copied = 0;
      return new Feed(
          this,
          new Segment.Prefix(id, piece, prefixRoom(), sequenceTokens()),
          new TokenUsage(read, 0, 0),
          piece.size(),
          piece.size());
    }
    List<TokenIds> tokens = new ArrayList<>();
    int read = copied;
    copied = 0;
    int rows = 0;
    int questions = 0;
    int forced = 0;
    for (BranchRun branch : present) {
      BranchRun.Rows next = branch.feed(most / present.size());
      tokens.add(next.tokens());
      rows += next.tokens().size();
      questions += next.questionTokens();
      forced += next.forcedTokens();
    }
    return new Feed(
        this,
        new Segment.Branches(id, tokens, Math.toIntExact(capacity)),
        new TokenUsage(read, questions, forced),
        questions,
        rows);
  }

  /**
   * Goes on with the logits of a step, one row a branch from {@code firstRow}.
   *
   * @return the usage that the picks add
   */
  TokenUsage advance(Logits logits, int firstRow, ForwardPass forward) {
    int picked = 0;
    for (int i = 0; i < present.size(); i++) {
      BranchRun branch = present.get(i);
      if (branch.waiting() == 0) {
        branch.pick(logits, firstRow + i);
        picked++;
      }
    }
    List<Integer> kept =
        IntStream.range(0, present.size())
            .filter(i -> !present.get(i).isFinished())
            .boxed()
            .toList();
    if (!kept.isEmpty() && kept.size() < present.size()) {
      forward.keep(id, kept);
      // A forward pass may hold the memory of dropped branches until half of them are gone.
      room = kept.size() <= room / 2 ? kept.size() : room;
    }
    present = kept.stream().map(present::get).toList();
    return new TokenUsage(0, 0, picked);
  }

  int presentBranches() {
    return present.size();
  }

  void spend(TokenUsage more, long moreNanos) {
    usage = usage.plus(more);
    nanos += moreNanos;
  }

  Completion completion() {
    return new Completion(branches.stream().map(BranchRun::answer).toList(), usage, nanos);
  }
}
