package dev.cartulary.schedule;

import com.sun.management.OperatingSystemMXBean;
import dev.cartulary.calibration.CalibrationFile;
import dev.cartulary.chat.ChatPrompt;
import dev.cartulary.chat.ChatTemplate;
import dev.cartulary.chat.PlainPrompt;
import dev.cartulary.chat.PromptFormat;
import dev.cartulary.chat.SpanCopyPrompt;
import dev.cartulary.chat.TokenizerConfig;
import dev.cartulary.checkpoint.CheckpointFolder;
import dev.cartulary.checkpoint.ModelConfig;
import dev.cartulary.constrain.TokenSet;
import dev.cartulary.decoder.Device;
import dev.cartulary.decoder.Libtorch;
import dev.cartulary.decoder.Precision;
import dev.cartulary.decoder.Processor;
import dev.cartulary.decoder.TorchScriptDecoder;
import dev.cartulary.digest.Sha256;
import dev.cartulary.embedded.EmbeddedCheckpoint;
import dev.cartulary.tokenizer.HuggingFaceTextTokenizer;
import dev.cartulary.tokenizer.TextTokenizer;
import dev.cartulary.tokenizer.TokenIds;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.function.Function;

/** Opens checkpoints as language models. */
public final class LanguageModels {
  /** Changes whenever the same tokens can lead to other answers. */
  private static final String ENGINE = "engine-12";

  private LanguageModels() {}

  /** The model that comes with this module. */
  public static LanguageModel embedded(ModelOptions options) {
    return open(
        EmbeddedCheckpoint.path(), "embedded", folder -> EmbeddedCheckpoint.FINGERPRINT, options);
  }

  /**
   * A checkpoint in a folder as published on HuggingFace. Its weights are loaded in the background,
   * see {@link LanguageModel#awaitLoaded}.
   *
   * @throws dev.cartulary.checkpoint.CheckpointException when a file is missing, broken or not
   *     known
   * @throws dev.cartulary.chat.ChatTemplateException when its chat template cannot be rendered
   * @throws dev.cartulary.decoder.LibtorchException when the environment names a native library
   *     that cannot be used
   */
  public static LanguageModel open(Path folder, ModelOptions options) {
    return open(folder, name(folder), CheckpointFolder::fingerprint, options);
  }

  private static String name(Path folder) {
    Path name = folder.toAbsolutePath().normalize().getFileName();
    return name == null ? "model" : name.toString();
  }

  /** What {@link #embedded} gives would be, without its weights. */
  public static ModelDescription describeEmbedded(ModelOptions options) {
    return describe(
        EmbeddedCheckpoint.path(), "embedded", folder -> EmbeddedCheckpoint.FINGERPRINT, options);
  }

  /** What {@link #open} gives would be, without its weights. */
  public static ModelDescription describe(Path folder, ModelOptions options) {
    return describe(folder, name(folder), CheckpointFolder::fingerprint, options);
  }

  private static ModelDescription describe(
      Path folder,
      String name,
      Function<CheckpointFolder, String> fingerprint,
      ModelOptions options) {
    CheckpointFolder checkpoint = CheckpointFolder.open(folder);
    Device device = Libtorch.here().device();
    try (TextTokenizer tokenizer = HuggingFaceTextTokenizer.open(checkpoint.tokenizerFile())) {
      return description(
          checkpoint,
          name,
          fingerprint.apply(checkpoint),
          parameters(checkpoint),
          precision(checkpoint, device, options),
          device,
          prompt(checkpoint, tokenizer));
    }
  }

  private static Precision precision(
      CheckpointFolder checkpoint, Device device, ModelOptions options) {
    return options
        .precision()
        .precision(checkpoint, device, memoryBytes(), options.limits().cacheBytes());
  }

  private static LanguageModel open(
      Path folder,
      String name,
      Function<CheckpointFolder, String> fingerprint,
      ModelOptions options) {
    CheckpointFolder checkpoint = CheckpointFolder.open(folder);
    long parameters = parameters(checkpoint);
    Device device = Libtorch.here().device();
    Precision precision = precision(checkpoint, device, options);
    int lanes = lanes(parameters, device, options.threads());
    TextTokenizer tokenizer = HuggingFaceTextTokenizer.open(checkpoint.tokenizerFile());
    try {
      PromptFormat prompt = prompt(checkpoint, tokenizer);
      return new EngineLanguageModel(
          description(
              checkpoint,
              name,
              fingerprint.apply(checkpoint),
              parameters,
              precision,
              device,
              prompt),
          tokenizer,
          prompt,
          () -> TorchScriptDecoder.open(checkpoint, precision, options.threads() / lanes),
          lanes,
          options.limits());
    } catch (RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  /** The format that the checkpoint was trained for, as far as its tokenizer tells. */
  private static PromptFormat prompt(CheckpointFolder checkpoint, TextTokenizer tokenizer) {
    if (SpanCopyPrompt.fits(tokenizer)) {
      return new SpanCopyPrompt(tokenizer);
    }
    ModelConfig model = checkpoint.config();
    TokenizerConfig config = TokenizerConfig.read(checkpoint.path());
    TokenSet ends = TokenSet.of(model.endIds().stream().mapToInt(Integer::intValue));
    String eos = config.specials().get("eos_token");
    if (eos != null) {
      ends = ends.union(TokenSet.of(tokenizer.special(eos).stream()));
    }
    ChatTemplate template = config.template();
    if (template != null) {
      return new ChatPrompt(tokenizer, template, ends);
    }
    int[] begin = model.beginIds().stream().mapToInt(Integer::intValue).limit(1).toArray();
    return new PlainPrompt(tokenizer, TokenIds.of(begin), ends);
  }

  private static ModelDescription description(
      CheckpointFolder checkpoint,
      String name,
      String fingerprint,
      long parameters,
      Precision precision,
      Device device,
      PromptFormat prompt) {
    ModelConfig config = checkpoint.config();
    return new ModelDescription(
        name,
        hash(
            fingerprint,
            precision.label(),
            device.label(),
            String.valueOf(Processor.activationSteps()),
            prompt.version(),
            ENGINE),
        config.family().modelType(),
        parameters,
        precision.label(),
        device.label(),
        prompt.instruct(),
        config.contextTokens(),
        prompt.chunkTokens(config.contextTokens()),
        CalibrationFile.in(checkpoint.path()));
  }

  /**
   * A small model's operations are shorter than it takes to share them out: threads that each have
   * the weights for themselves do more than threads that share them (decision 0019).
   */
  private static int lanes(long parameters, Device device, int threads) {
    return device.isSmall(parameters) ? threads : 1;
  }

  /** Of the machine, or of the container that the process is in. */
  private static long memoryBytes() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getTotalMemorySize();
  }

  private static long parameters(CheckpointFolder checkpoint) {
    try (var weights = checkpoint.weights()) {
      return weights.parameters();
    }
  }

  private static String hash(String... parts) {
    return Sha256.of(String.join("\n", parts)).hex();
  }
}
