package dev.cartulary.decoder;

import java.nio.file.Path;

/** The native library that the environment names cannot be used. */
public final class LibtorchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LibtorchException(Path folder, String cause, String remedy) {
    super("%s names %s, which %s: %s".formatted(Libtorch.VARIABLE, folder, cause, remedy));
  }
}
