package dev.cartulary.status;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cartulary.access.Holder;
import dev.cartulary.access.OwnerOnly;
import dev.cartulary.parquet.OutputFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a run is, or how it ended: what it writes into its output folder every few seconds.
 *
 * @param state {@code preparing}, {@code waiting}, {@code reading} or {@code writing}, or {@code
 *     ended}
 * @param run empty before it has a name
 * @param holder the process, since the run's start
 * @param updated when this was written
 * @param reading since when documents are read; null before
 * @param waitsFor what must come first, in a sentence; null while the run goes on
 * @param files documents to be read, as far as they are known
 * @param tokens that the model has computed in this run
 * @param exitCode null before the end
 */
record RunStatus(
    String state,
    String run,
    Holder holder,
    Instant updated,
    @Nullable Instant reading,
    @Nullable String waitsFor,
    long files,
    long done,
    long tokens,
    @Nullable Integer exitCode) {
  static final String ENDED = "ended";

  RunStatus {
    requireNonNull(state, "state is null");
    requireNonNull(run, "run is null");
    requireNonNull(holder, "holder is null");
    requireNonNull(updated, "updated is null");
  }

  /** Replaces what {@code output} holds, in one step. */
  void write(Path output) throws IOException {
    Path partial = output.resolve(OutputFolder.NEW_STATUS);
    try (FileChannel to =
        OwnerOnly.file(
            partial,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      to.write(ByteBuffer.wrap(Json.text(object()).getBytes(StandardCharsets.UTF_8)));
    }
    Files.move(partial, output.resolve(OutputFolder.STATUS), StandardCopyOption.ATOMIC_MOVE);
  }

  ObjectNode object() {
    ObjectNode status = Json.object();
    status.put("state", state);
    status.put("run", run);
    status.put("holder", holder.text());
    status.put("updated_at", updated.toString());
    status.put("reading_since", reading == null ? null : reading.toString());
    status.put("waits_for", waitsFor);
    status.put("files", files);
    status.put("done", done);
    status.put("tokens", tokens);
    status.put("exit_code", exitCode);
    return status;
  }

  /** What a run wrote into {@code output}; empty if none did. */
  static Optional<RunStatus> read(Path output) {
    try {
      JsonNode status = Json.MAPPER.readTree(Files.readString(output.resolve(OutputFolder.STATUS)));
      return Holder.parse(status.path("holder").asText())
          .map(
              holder ->
                  new RunStatus(
                      status.path("state").asText(),
                      status.path("run").asText(),
                      holder,
                      Instant.parse(status.path("updated_at").asText()),
                      status.hasNonNull("reading_since")
                          ? Instant.parse(status.path("reading_since").asText())
                          : null,
                      status.hasNonNull("waits_for") ? status.path("waits_for").asText() : null,
                      status.path("files").asLong(),
                      status.path("done").asLong(),
                      status.path("tokens").asLong(),
                      status.hasNonNull("exit_code") ? status.path("exit_code").asInt() : null));
    } catch (IOException | RuntimeException e) {
      // Missing, or not ours: nothing is known.
      return Optional.empty();
    }
  }

  boolean isEnded() {
    return state.equals(ENDED);
  }
}
