package dev.cartulary.decoder;

import dev.cartulary.checkpoint.Biases;
import dev.cartulary.checkpoint.Family;
import dev.cartulary.checkpoint.ModelConfig;
import dev.cartulary.checkpoint.Multipliers;
import dev.cartulary.checkpoint.Trait;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs the program's text and a model's numbers into an archive that TorchScript loads.
 *
 * <p>The archive is a zip: {@code m/code/__torch__.py} is the program, {@code m/data.pkl} a pickle
 * (protocol 2) of one object with its attributes, {@code m/constants.pkl} an empty tuple, {@code
 * m/version} the format's version.
 */
final class ProgramArchive {
  private static final String TENSORS = "List[Tensor]";
  private static final String PACKED =
      "List[__torch__.torch.classes.quantized.LinearPackedParamsBase]";
  private static final String CACHE = "Dict[int, List[Tensor]]";

  /** Of what a product of a prefix's attention has multiples where each shape has a kernel. */
  private static final int ROW_TILE = 32;

  private static final int KEY_TILE = 64;

  private final ByteArrayOutputStream pickle = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(pickle);

  private ProgramArchive() {}

  static byte[] of(ModelConfig model, long parameters, Precision precision, Device device) {
    try {
      return new ProgramArchive().pack(model, parameters, precision, device);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private byte[] pack(ModelConfig model, long parameters, Precision precision, Device device)
      throws IOException {
    out.write(new byte[] {(byte) 0x80, 2});
    out.writeBytes("c__torch__\nDecoder\n)\u0081}(");
    Family family = model.family();
    Multipliers multipliers = model.multipliers();
    boolean around = family.has(Trait.NORMS_AROUND);
    bool("training", false);
    device("device", device.label());
    integer("kind", precision.kind());
    integer("cache", device.cacheType(precision));
    boolean halves = device.halvesAttention(precision, parameters);
    integer("attention", halves ? Device.BFLOAT16 : device.cacheType(precision));
    integer("row_tile", halves ? ROW_TILE : 1);
    integer("key_tile", halves ? KEY_TILE : 1);
    integer("results", device.results());
    integer("scores", device.scores());
    integer("kernel_scores", device.kernelScores());
    bool("kernels", device.hasByteKernels(model, parameters));
    integer("block", device.block());
    integer("steps", Processor.activationSteps());
    integer("head_size", model.headSize());
    integer("window", model.window());
    bool("before", !family.has(Trait.NORMS_AFTER));
    bool("after", around || family.has(Trait.NORMS_AFTER));
    bool("head_norms", family.has(Trait.HEAD_NORMS));
    bool("whole_norms", family.has(Trait.WHOLE_NORMS));
    bool("biased", !model.biases().equals(Biases.NONE));
    bool("gelu", model.gelu());
    real("epsilon", model.rmsEpsilon());
    real("scale", multipliers.attention());
    real("cap", multipliers.attentionCap());
    real("embedding_scale", multipliers.embedding());
    real("logit_scale", multipliers.logits());
    real("logit_cap", multipliers.logitCap());
    for (String list :
        new String[] {"heads", "kv_heads", "widths", "rotaries", "kinds", "places"}) {
      empty(list, ']', "List[int]");
    }
    empty("windowed", ']', "List[bool]");
    empty("amplitudes", ']', "List[float]");
    for (String list :
        new String[] {
          "frequencies",
          "staging",
          "scales",
          "embedding",
          "norms",
          "floors",
          "biases",
          "matrices",
          "groups",
          "zeros",
          "sums"
        }) {
      empty(list, ']', TENSORS);
    }
    empty("packed", ']', PACKED);
    empty("prefixes", '}', CACHE);
    empty("branches", '}', CACHE);
    out.writeBytes("ub.");

    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(archive)) {
      entry(zip, "m/data.pkl", pickle.toByteArray());
      entry(zip, "m/code/__torch__.py", text());
      entry(zip, "m/constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
      entry(zip, "m/version", "10\n".getBytes(StandardCharsets.US_ASCII));
    }
    return archive.toByteArray();
  }

  private static byte[] text() throws IOException {
    try (InputStream in = ProgramArchive.class.getResourceAsStream("decoder.torchscript.txt")) {
      if (in == null) {
        throw new IllegalStateException("decoder.torchscript.txt is not in the jar");
      }
      return in.readAllBytes();
    }
  }

  private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }

  private void bool(String name, boolean value) throws IOException {
    string(name);
    out.writeByte(value ? 0x88 : 0x89);
  }

  private void integer(String name, int value) throws IOException {
    string(name);
    out.writeByte('J');
    out.writeInt(Integer.reverseBytes(value));
  }

  private void real(String name, double value) throws IOException {
    string(name);
    out.writeByte('G');
    out.writeDouble(value);
  }

  private void device(String name, String device) throws IOException {
    string(name);
    out.writeBytes("ctorch\ndevice\n");
    string(device);
    out.writeBytes("\u0085R");
  }

  /**
   * An empty list or dictionary with its type; without the type its first use is a segmentation
   * fault.
   */
  private void empty(String name, char opcode, String type) throws IOException {
    string(name);
    if (type.equals(TENSORS)) {
      out.writeBytes("ctorch.jit._pickle\nbuild_tensorlist\n]\u0085R");
    } else {
      out.writeBytes("ctorch.jit._pickle\nrestore_type_tag\n" + opcode);
      string(type);
      out.writeBytes("\u0086R");
    }
  }

  private void string(String value) throws IOException {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    out.writeByte('X');
    out.writeInt(Integer.reverseBytes(bytes.length));
    out.write(bytes);
  }
}
