package dev.cartulary.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.checkpoint.CheckpointFolder;
import dev.cartulary.decoder.Logits;
import dev.cartulary.decoder.Precision;
import dev.cartulary.decoder.Segment;
import dev.cartulary.decoder.TorchScriptDecoder;
import dev.cartulary.tokenizer.HuggingFaceTextTokenizer;
import dev.cartulary.tokenizer.TokenIds;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EmbeddedCheckpointTest {
  private static final String TEXT =
      "This Agreement is made as of March 3, 2021 by and between Alder Works, Inc. and Birch"
          + " Supply LLC.\nThis Agreement shall be governed by the laws of the State of Delaware.";

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void answers_questionsAboutAChunk(Precision precision) {
    CheckpointFolder checkpoint = CheckpointFolder.open(EmbeddedCheckpoint.path());
    try (HuggingFaceTextTokenizer tokenizer =
            HuggingFaceTextTokenizer.open(checkpoint.tokenizerFile());
        TorchScriptDecoder decoder = TorchScriptDecoder.open(checkpoint, precision, 1)) {
      TokenIds prefix = special(tokenizer, "<|doc|>").plus(tokenizer.encode(TEXT).ids());
      decoder.step(List.of(new Segment.Prefix(1, prefix)));
      TokenIds question =
          special(tokenizer, "<|field|>")
              .plus(tokenizer.encode("governing law").ids())
              .plus(special(tokenizer, "<|value|>"));
      TokenIds next = question;
      TokenIds answer = TokenIds.EMPTY;
      int end = tokenizer.special("<|end|>").orElseThrow();
      while (answer.size() < 20) {
        Logits logits = decoder.step(List.of(new Segment.Branches(1, List.of(next), 40)));
        int token = best(logits);
        if (token == end) {
          break;
        }
        next = TokenIds.of(token);
        answer = answer.plus(next);
      }
      assertThat(tokenizer.decode(answer)).contains("Delaware");
    }
  }

  @Test
  void path_insideOfAJar_readsTheSame() throws IOException {
    CheckpointFolder inFolder = CheckpointFolder.open(EmbeddedCheckpoint.path());
    assertThat(inFolder.fingerprint()).isEqualTo(EmbeddedCheckpoint.FINGERPRINT);
    Path jar = folder.resolve("model.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file);
        Stream<Path> files = Files.list(inFolder.path())) {
      for (Path path : files.filter(Files::isRegularFile).toList()) {
        zip.putNextEntry(new ZipEntry("model/" + path.getFileName()));
        Files.copy(path, zip);
      }
    }
    try (FileSystem inside = FileSystems.newFileSystem(jar)) {
      CheckpointFolder inJar = CheckpointFolder.open(inside.getPath("model"));
      assertThat(inJar.fingerprint()).isEqualTo(EmbeddedCheckpoint.FINGERPRINT);
      try (HuggingFaceTextTokenizer tokenizer =
              HuggingFaceTextTokenizer.open(inJar.tokenizerFile());
          TorchScriptDecoder decoder = TorchScriptDecoder.open(inJar, Precision.FLOAT32, 1)) {
        TokenIds prompt = tokenizer.encode("Delaware").ids();
        Logits logits = decoder.step(List.of(new Segment.Branches(1, List.of(prompt), 9)));
        assertThat(logits.at(0, best(logits))).isFinite();
      }
    }
  }

  private static TokenIds special(HuggingFaceTextTokenizer tokenizer, String token) {
    return TokenIds.of(tokenizer.special(token).orElseThrow());
  }

  private static int best(Logits logits) {
    int best = 0;
    for (int token = 1; token < logits.vocabulary(); token++) {
      best = logits.at(0, token) > logits.at(0, best) ? token : best;
    }
    return best;
  }
}
