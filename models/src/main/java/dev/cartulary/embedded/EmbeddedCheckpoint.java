package dev.cartulary.embedded;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;

/** Where the shipped model folder lies. */
public final class EmbeddedCheckpoint {
  /** Longest prefix, in tokens, on which the model was trained to answer well. */
  public static final int CHUNK_TOKENS = 256;

  /**
   * What {@link dev.cartulary.checkpoint.CheckpointFolder#fingerprint} says of the folder: to ask
   * it at every start takes longer than to load the weights.
   */
  public static final String FINGERPRINT =
      "023bca210816db6780b05f24b2f3c587d20f0da315c7a1438988895be3836e44";

  private EmbeddedCheckpoint() {}

  /**
   * The model folder; a jar's file system stays open for the life of the JVM, for it is shared with
   * whoever else reads the jar.
   */
  public static Path path() {
    URL config = EmbeddedCheckpoint.class.getResource("config.json");
    if (config == null) {
      throw new IllegalStateException("this build has no embedded model");
    }
    try {
      URI uri = config.toURI();
      if (uri.getScheme().equals("jar")) {
        jar(uri);
      }
      Path file = Path.of(uri);
      return file.resolveSibling("").toAbsolutePath();
    } catch (URISyntaxException | IOException unreadable) {
      throw new IllegalStateException("the embedded model cannot be read", unreadable);
    }
  }

  private static FileSystem jar(URI uri) throws IOException {
    try {
      return FileSystems.newFileSystem(uri, Map.of());
    } catch (FileSystemAlreadyExistsException open) {
      return FileSystems.getFileSystem(uri);
    }
  }
}
