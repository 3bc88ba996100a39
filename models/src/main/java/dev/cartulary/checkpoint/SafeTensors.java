package dev.cartulary.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The weights of a checkpoint: one safetensors file, or shards with an index.
 *
 * <p>Opening reads and checks headers only; {@link #stream} then reads a tensor piece by piece, so
 * that memory never holds more than a piece. Belongs to one thread.
 */
public final class SafeTensors implements AutoCloseable {
  static final String INDEX = "model.safetensors.index.json";
  private static final String WEIGHTS = "copy the folder's *.safetensors files as published";

  private final Path folder;
  private final Map<Path, SeekableByteChannel> channels = new LinkedHashMap<>();
  private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();

  private SafeTensors(Path folder) {
    this.folder = folder;
  }

  public static SafeTensors open(Path folder) {
    SafeTensors weights = new SafeTensors(folder);
    try {
      for (Path file : files(folder)) {
        weights.openFile(file);
      }
      return weights;
    } catch (RuntimeException failed) {
      weights.close();
      throw failed;
    }
  }

  /** The weight files of a folder, in the order of their names. */
  static List<Path> files(Path folder) {
    Path index = folder.resolve(INDEX);
    if (Files.exists(index)) {
      TreeSet<String> names = new TreeSet<>();
      for (JsonNode shard : JsonFile.read(index).path("weight_map")) {
        names.add(shard.asText());
      }
      SafeTensorsHeader.check(!names.isEmpty(), index, "weight_map names no file");
      return names.stream().map(folder::resolve).toList();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> found =
          entries.filter(path -> path.toString().endsWith(".safetensors")).sorted().toList();
      if (found.isEmpty()) {
        throw new CheckpointException(folder, "holds no *.safetensors file", WEIGHTS);
      }
      return found;
    } catch (IOException unreadable) {
      throw unreadable(folder, unreadable);
    }
  }

  /**
   * Reads a tensor of a known shape from its beginning to its end.
   *
   * @param unit elements that are not torn apart
   * @param piece a buffer to be reused; holds at least one unit
   * @param consumer is given the buffer, flipped, with whole units in it
   */
  public void stream(
      String name, List<Integer> shape, int unit, ByteBuffer piece, Consumer<Piece> consumer) {
    StoredTensor tensor = require(name, shape);
    ElementType type = ElementType.named(tensor.type()).orElseThrow();
    SeekableByteChannel channel = Objects.requireNonNull(channels.get(tensor.file()));
    try {
      channel.position(tensor.offset());
      long done = 0;
      int most = piece.capacity() / (unit * type.bytes()) * (unit * type.bytes());
      if (most == 0) {
        throw new IllegalArgumentException(
            "a piece of " + piece.capacity() + " bytes does not hold " + unit + " elements");
      }
      while (done < tensor.bytes()) {
        piece.clear().limit((int) Math.min(most, tensor.bytes() - done));
        while (piece.hasRemaining()) {
          SafeTensorsHeader.check(
              channel.read(piece) >= 0, tensor.file(), "ends inside of tensor " + name);
        }
        consumer.accept(new Piece(piece.flip(), type, done / type.bytes()));
        done += piece.limit();
      }
    } catch (IOException unreadable) {
      throw unreadable(tensor.file(), unreadable);
    }
  }

  /**
   * A run of elements of a tensor.
   *
   * @param firstElement index of the run's first element in the flattened tensor
   */
  public record Piece(ByteBuffer bytes, ElementType type, long firstElement) {}

  /** The tensor of that name, which must have that shape, a known number format and all bytes. */
  public StoredTensor require(String name, List<Integer> shape) {
    StoredTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new CheckpointException(
          folder, "no tensor " + name + " in " + channels.size() + " weight files", WEIGHTS);
    }
    ElementType type =
        ElementType.named(tensor.type())
            .orElseThrow(
                () ->
                    new CheckpointException(
                        tensor.file(),
                        "tensor " + name + " has the number format " + tensor.type(),
                        "use a checkpoint in F32, F16 or BF16"));
    SafeTensorsHeader.check(
        tensor.shape().equals(shape),
        tensor.file(),
        "tensor " + name + " has shape " + tensor.shape() + " where config.json needs " + shape);
    SafeTensorsHeader.check(
        tensor.bytes() == tensor.elements() * type.bytes(),
        tensor.file(),
        "tensor " + name + " of shape " + shape + " has " + tensor.bytes() + " bytes");
    return tensor;
  }

  /** What the headers say, in the order of the files. */
  public List<StoredTensor> tensors() {
    return List.copyOf(tensors.values());
  }

  /** Refuses tensors that a model would ignore, and so compute something else than its makers. */
  void refuseOthers(Set<String> known) {
    for (StoredTensor tensor : tensors.values()) {
      // Older checkpoints store what follows from their configuration, and tied matrices twice.
      boolean harmless =
          tensor.name().endsWith(".rotary_emb.inv_freq") || tensor.name().equals("lm_head.weight");
      SafeTensorsHeader.check(
          harmless || known.contains(tensor.name()),
          tensor.file(),
          "tensor " + tensor.name() + " has no place in the model that config.json describes");
    }
  }

  /** Numbers in all tensors together. */
  public long parameters() {
    return tensors.values().stream().mapToLong(StoredTensor::elements).sum();
  }

  private void openFile(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new CheckpointException(file, "the weight file is missing", WEIGHTS);
      }
      SeekableByteChannel channel = Files.newByteChannel(file);
      channels.put(file, channel);
      for (StoredTensor tensor : SafeTensorsHeader.read(file, channel)) {
        StoredTensor before = tensors.putIfAbsent(tensor.name(), tensor);
        SafeTensorsHeader.check(
            before == null, file, "tensor " + tensor.name() + " is in two files of the folder");
      }
    } catch (IOException unreadable) {
      throw unreadable(file, unreadable);
    }
  }

  private static CheckpointException unreadable(Path file, IOException cause) {
    return new CheckpointException(
        file, "cannot be read: " + cause, "check the disk and its permissions", cause);
  }

  @Override
  public void close() {
    try {
      for (SeekableByteChannel channel : channels.values()) {
        channel.close();
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
