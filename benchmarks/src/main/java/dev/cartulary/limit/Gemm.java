package dev.cartulary.limit;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Products of int8 matrices by the kernels that libtorch has. Belongs to the thread that made it.
 */
final class Gemm implements AutoCloseable {
  private final Model model;

  private Gemm(Model model) {
    this.model = model;
  }

  /** The kernels: fbgemm's with its requantisation, and oneDNN's. */
  enum Kernel {
    FBGEMM,
    ONEDNN
  }

  /** A product of {@code rows x inner} and {@code inner x columns} numbers. */
  record Product(int rows, int inner, int columns) {
    /** A multiplication and an addition for each pair. */
    double operations() {
      return 2.0 * rows * inner * columns;
    }
  }

  static Gemm load() throws IOException {
    Model model = Model.newInstance("gemm", "PyTorch");
    try {
      model.load(new ByteArrayInputStream(archive()));
    } catch (MalformedModelException malformed) {
      throw new IOException(malformed);
    }
    return new Gemm(model);
  }

  /** Operations a second, in 10^9: what more products take, beside what a few take. */
  double rate(Kernel kernel, Product product) {
    int times = (int) Math.max(1, 1e11 / product.operations());
    double few = seconds(kernel, product, 1);
    double many = seconds(kernel, product, times + 1);
    while (many <= 2 * few) {
      few = Math.min(few, seconds(kernel, product, 1));
      times *= 2;
      many = seconds(kernel, product, times + 1);
    }
    return times * product.operations() / 1e9 / (many - few);
  }

  private double seconds(Kernel kernel, Product product, int times) {
    IValue[] arguments = {
      IValue.from((long) product.rows),
      IValue.from((long) product.inner),
      IValue.from((long) product.columns),
      IValue.from((long) times)
    };
    String method = kernel == Kernel.FBGEMM ? "fbgemm" : "onednn";
    long start = System.nanoTime();
    // Optimized, products of which nothing is used are not computed.
    JniUtils.setGraphExecutorOptimize(false);
    IValueUtils.runMethod((PtSymbolBlock) model.getBlock(), method, arguments).close();
    double seconds = (System.nanoTime() - start) / 1e9;
    for (IValue argument : arguments) {
      argument.close();
    }
    return seconds;
  }

  private static byte[] archive() throws IOException {
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(archive);
        InputStream text = Gemm.class.getResourceAsStream("gemm.torchscript.txt")) {
      if (text == null) {
        throw new IllegalStateException("gemm.torchscript.txt is not in the jar");
      }
      // A pickled object of one attribute, training = False.
      String object = "\u0080\u0002c__torch__\nGemm\n)\u0081}(X\b\0\0\0training\u0089ub.";
      entry(zip, "m/data.pkl", object.getBytes(StandardCharsets.ISO_8859_1));
      entry(zip, "m/code/__torch__.py", text.readAllBytes());
      entry(zip, "m/constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
      entry(zip, "m/version", "10\n".getBytes(StandardCharsets.US_ASCII));
    }
    return archive.toByteArray();
  }

  private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }

  @Override
  public void close() {
    model.close();
  }
}
