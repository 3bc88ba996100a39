package dev.cartulary.parquet;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Zstandard for Parquet pages, straight through zstd-jni.
 *
 * <p>Parquet's own factory asks a Hadoop configuration which class compresses, and with it comes an
 * installation of Hadoop; see {@code docs/decisions/0070-parquet-without-hadoop.md}.
 */
final class ZstdCodec implements CompressionCodecFactory {
  /** The library's default; higher levels cost more time than they save here. */
  private static final int LEVEL = 3;

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    requireZstd(codec);
    return new Compressor();
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    requireZstd(codec);
    return new Decompressor();
  }

  @Override
  public void release() {}

  private static void requireZstd(CompressionCodecName codec) {
    if (codec != CompressionCodecName.ZSTD) {
      throw new IllegalArgumentException("only ZSTD is known here, not " + codec);
    }
  }

  private static byte[] array(BytesInput bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(Math.toIntExact(bytes.size()));
    bytes.writeAllTo(out);
    return out.toByteArray();
  }

  private static final class Compressor implements BytesInputCompressor {
    @Override
    public BytesInput compress(BytesInput bytes) throws IOException {
      return BytesInput.from(Zstd.compress(array(bytes), LEVEL));
    }

    @Override
    public CompressionCodecName getCodecName() {
      return CompressionCodecName.ZSTD;
    }

    @Override
    public void release() {}
  }

  private static final class Decompressor implements BytesInputDecompressor {
    @Override
    public BytesInput decompress(BytesInput bytes, int plainSize) throws IOException {
      return BytesInput.from(Zstd.decompress(array(bytes), plainSize));
    }

    @Override
    public void decompress(ByteBuffer input, int packedSize, ByteBuffer output, int plainSize)
        throws IOException {
      byte[] packed = new byte[packedSize];
      input.get(packed);
      output.put(Zstd.decompress(packed, plainSize));
    }

    @Override
    public void release() {}
  }
}
