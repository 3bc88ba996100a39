package dev.cartulary.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;

class LibtorchTest {
  @TempDir Path libtorch;

  @ParameterizedTest
  @NullAndEmptySource
  void of_nothingNamed_isOursOnTheProcessors(String named) {
    assertThat(Libtorch.of(named, true)).isEqualTo(new Libtorch(null, Device.CPU));
  }

  @ParameterizedTest(name = "library with CUDA {0}, card {1}")
  @CsvSource({
    "true, true, cuda:0",
    "true, false, cpu",
    "false, true, cpu",
    "false, false, cpu",
  })
  void of_folder_computesOnTheCardWhereBothAreThere(boolean cuda, boolean card, String device)
      throws IOException {
    Path lib = folder("2.7.1+cu128\n", cuda);
    Libtorch named = Libtorch.of(lib.toString(), card);
    assertThat(named.folder()).isEqualTo(lib);
    assertThat(named.device().label()).isEqualTo(device);
  }

  @Test
  void of_anotherVersion_isRefusedWithTheOneThatIsNeeded() throws IOException {
    Path lib = folder("2.8.0+cu128\n", true);
    assertThatThrownBy(() -> Libtorch.of(lib.toString(), true))
        .isInstanceOf(LibtorchException.class)
        .hasMessageContainingAll(
            "PYTORCH_LIBRARY_PATH", lib.toString(), "2.8.0", "use libtorch 2.7");
  }

  @Test
  void of_folderOfPythonsTorch_readsItsVersion() throws IOException {
    Path lib = folder("", true);
    Files.delete(libtorch.resolve("build-version"));
    Files.writeString(libtorch.resolve("version.py"), "__version__ = '2.13.0+cpu'\ncuda = None\n");
    assertThatThrownBy(() -> Libtorch.of(lib.toString(), true)).hasMessageContaining("2.13.0");
  }

  @Test
  void of_folderWithoutTheLibrary_isRefused() {
    assertThatThrownBy(() -> Libtorch.of(libtorch.toString(), true))
        .isInstanceOf(LibtorchException.class)
        .hasMessageContainingAll(libtorch.toString(), "has no libtorch.so", "name the folder lib");
  }

  private Path folder(String version, boolean cuda) throws IOException {
    Files.writeString(libtorch.resolve("build-version"), version);
    Path lib = Files.createDirectory(libtorch.resolve("lib"));
    Files.createFile(lib.resolve("libtorch.so"));
    if (cuda) {
      Files.createFile(lib.resolve("libtorch_cuda.so"));
    }
    return lib;
  }
}
