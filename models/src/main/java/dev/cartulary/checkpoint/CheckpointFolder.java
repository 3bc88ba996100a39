package dev.cartulary.checkpoint;

import dev.cartulary.digest.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A model folder whose files are all there and whose configuration is understood.
 *
 * @param path the folder; on any file system
 */
public record CheckpointFolder(Path path, ModelConfig config) {
  static final String COPY = "copy the folder again from where it was published";

  /** Checks the folder; reads its configuration, but not its weights. */
  public static CheckpointFolder open(Path path) {
    if (!Files.isDirectory(path)) {
      throw new CheckpointException(
          path, "is no folder", "name a folder with config.json, tokenizer.json, *.safetensors");
    }
    ModelConfig config = ConfigReader.read(path);
    require(path.resolve("tokenizer.json"));
    SafeTensors.files(path).forEach(CheckpointFolder::require);
    return new CheckpointFolder(path, config);
  }

  public Path tokenizerFile() {
    return path.resolve("tokenizer.json");
  }

  /** Has the chat template, in checkpoints that bring one; may be absent. */
  public Path tokenizerConfigFile() {
    return path.resolve("tokenizer_config.json");
  }

  /** The licence as the folder states it; the model's owner answers for it. */
  public Optional<String> licence() {
    return Licence.of(path);
  }

  /** The weights, which hold every tensor that the configuration needs and no other. */
  public SafeTensors weights() {
    SafeTensors weights = SafeTensors.open(path);
    try {
      TensorLayout.of(config).check(weights);
      return weights;
    } catch (RuntimeException refused) {
      weights.close();
      throw refused;
    }
  }

  /**
   * SHA-256 in hexadecimal over the names, lengths and contents of configuration, tokenizer and
   * weight files; equal wherever the folder lies. Reads every byte.
   */
  public String fingerprint() {
    List<Path> files = new ArrayList<>();
    for (String name :
        List.of(
            "config.json", "generation_config.json", "tokenizer.json", "tokenizer_config.json")) {
      if (Files.exists(path.resolve(name))) {
        files.add(path.resolve(name));
      }
    }
    files.addAll(SafeTensors.files(path));
    try {
      MessageDigest digest = Sha256.begin();
      byte[] buffer = new byte[1 << 16];
      for (Path file : files) {
        String heading = file.getFileName() + "\0" + Files.size(file) + "\0";
        digest.update(heading.getBytes(StandardCharsets.UTF_8));
        try (InputStream in = Files.newInputStream(file)) {
          for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            digest.update(buffer, 0, read);
          }
        }
      }
      return Sha256.end(digest).hex();
    } catch (IOException unreadable) {
      throw new CheckpointException(
          path, "cannot be read: " + unreadable, "check the disk and its permissions", unreadable);
    }
  }

  private static void require(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new CheckpointException(file, "the file is missing", COPY);
    }
  }
}
