package dev.cartulary.cli;

import dev.cartulary.checkpoint.CheckpointFolder;
import dev.cartulary.checkpoint.LayerShape;
import dev.cartulary.checkpoint.ModelConfig;
import dev.cartulary.checkpoint.SafeTensors;
import dev.cartulary.checkpoint.StoredTensor;
import dev.cartulary.decoder.Precision;
import dev.cartulary.embedded.EmbeddedCheckpoint;
import dev.cartulary.status.Facts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Describes a model. */
@Command(
    name = "info",
    description = {
      "Checks a model folder and says what is in it.",
      "",
      "A model is a HuggingFace folder as published: config.json, tokenizer.json and"
          + " *.safetensors. No conversion is needed."
    },
    exitCodeList = {
      "0:The model can be used.",
      "1:A fault of this program, or the machine failed it.",
      "2:The folder is no model that this program can run; the message says why."
    },
    footer = {"  cartulary model info embedded", "  cartulary model info /models/my-llama"})
final class ModelInfoCommand extends CommandForm implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "PATH|embedded",
      description = "A model folder, or the word embedded for the one that is shipped.")
  private String model;

  @Mixin private Answer answer;

  @SuppressWarnings("NullAway.Init") // The command line library fills the fields in.
  ModelInfoCommand() {}

  @Override
  public Integer call() {
    boolean embedded = model.equals("embedded");
    CheckpointFolder checkpoint =
        CheckpointFolder.open(embedded ? EmbeddedCheckpoint.path() : Path.of(model));
    ModelConfig config = checkpoint.config();
    long parameters;
    String formats;
    try (SafeTensors weights = checkpoint.weights()) {
      parameters = weights.parameters();
      formats =
          weights.tensors().stream()
              .map(StoredTensor::type)
              .distinct()
              .sorted()
              .collect(Collectors.joining(", "));
    }
    String name = embedded ? "embedded" : checkpoint.path().toString();
    answer.print(
        () ->
            new Facts()
                .with("model", name)
                .with("family", config.family().modelType())
                .with("parameters", parameters)
                .with("layers", config.layers().size())
                .with("width", config.hidden())
                .with("vocabulary", config.vocabulary())
                .with("stored_as", formats)
                .with("licence", checkpoint.licence().orElse(null))
                .with("context_tokens", config.contextTokens())
                .with("bytes", bytes(config))
                .with("fingerprint", checkpoint.fingerprint()),
        out -> {
          out.println("model        " + name);
          out.println("family       " + config.family().modelType());
          out.println("parameters   " + Words.count(parameters));
          out.println("shape        " + shape(config));
          out.println("vocabulary   " + Words.count(config.vocabulary()) + " tokens");
          out.println("stored as    " + formats);
          out.println("licence      " + checkpoint.licence().orElse("not stated in the folder"));
          List<String> memory = Words.wrap(memory(config), 67);
          out.println("memory       " + memory.get(0));
          memory.stream().skip(1).forEach(line -> out.println(" ".repeat(13) + line));
          out.println(
              "KV cache     "
                  + megabytes(1_000 * Float.BYTES * config.cacheNumbers())
                  + " for 1,000 tokens");
          out.println("context      " + Words.count(config.contextTokens()) + " tokens");
          out.println(
              "settings     "
                  + (Files.exists(checkpoint.tokenizerConfigFile())
                      ? "tokenizer_config.json is there"
                      : "no tokenizer_config.json"));
          out.println("fingerprint  " + checkpoint.fingerprint());
        });
    return ExitCode.OK;
  }

  /** Of the weights, by precision. */
  private static Facts bytes(ModelConfig config) {
    Facts bytes = new Facts();
    for (Precision precision : Precision.values()) {
      bytes.with(precision.label(), precision.weightBytes(config));
    }
    return bytes;
  }

  private static String memory(ModelConfig config) {
    return Arrays.stream(Precision.values())
        .map(precision -> megabytes(precision.weightBytes(config)) + " in " + precision.label())
        .collect(Collectors.joining(", "));
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%,.1f MB", bytes / 1e6);
  }

  private static String shape(ModelConfig config) {
    return config.layers().size()
        + " layers, width "
        + Words.count(config.hidden())
        + ", "
        + range(config, LayerShape::heads)
        + " heads over "
        + range(config, LayerShape::keyValueHeads)
        + " of keys and values";
  }

  /** A number that may be another in each layer. */
  private static String range(ModelConfig config, ToIntFunction<LayerShape> number) {
    IntSummaryStatistics all = config.layers().stream().mapToInt(number).summaryStatistics();
    return all.getMin() == all.getMax()
        ? Words.count(all.getMin())
        : Words.count(all.getMin()) + " to " + Words.count(all.getMax());
  }
}
