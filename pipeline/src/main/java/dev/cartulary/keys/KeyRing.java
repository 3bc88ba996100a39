package dev.cartulary.keys;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that a job works with. Makes one data key for each purpose and opening, and remembers
 * those that it has unwrapped. Safe for use by several threads.
 */
public final class KeyRing {
  private final MasterKeys masters;
  private final Map<KeyName, DataKey> made = new EnumMap<>(KeyName.class);
  private final Map<WrappedKey, byte[]> unwrapped = new ConcurrentHashMap<>();

  KeyRing(MasterKeys masters) {
    this.masters = masters;
  }

  /**
   * Finds the keys; one that is missing is noticed when it is needed.
   *
   * @throws KeyException if the folder or its files cannot be used, or there is no token
   */
  public static KeyRing open(Encryption.Place place) {
    if (place instanceof Encryption.Folder folder) {
      return new KeyRing(KeyFolder.open(Path.of(folder.path())));
    }
    if (place instanceof Encryption.Vault vault) {
      return new KeyRing(new VaultTransit(vault, System.getenv()));
    }
    throw new IllegalStateException("a place of keys is neither");
  }

  /**
   * The data key for new data, the same as long as this ring lives.
   *
   * @throws KeyException if the master key is missing or cannot be used
   */
  public synchronized DataKey dataKey(KeyName name) {
    DataKey key = made.get(name);
    if (key == null) {
      byte[] bytes = AesGcm.random(DataKey.BYTES);
      key = new DataKey(bytes, masters.wrap(name, bytes));
      made.put(name, key);
      unwrapped.put(key.wrapped(), bytes);
    }
    return key;
  }

  /**
   * The data key that was wrapped.
   *
   * @throws KeyException if its master key is missing or is another one
   */
  public byte[] unwrap(WrappedKey wrapped) {
    return unwrapped.computeIfAbsent(wrapped, masters::unwrap).clone();
  }

  /**
   * Encrypts with the data key of {@code name} and puts the wrapped key before the result.
   *
   * @param context has to be the same when it is opened; not written
   */
  public byte[] seal(KeyName name, byte[] plain, byte[] context) {
    DataKey key = dataKey(name);
    byte[] master = key.wrapped().master().getBytes(StandardCharsets.UTF_8);
    byte[] wrapped = key.wrapped().text().getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(ByteBuffer.allocate(Short.BYTES).putShort((short) master.length).array());
    out.writeBytes(master);
    out.writeBytes(ByteBuffer.allocate(Short.BYTES).putShort((short) wrapped.length).array());
    out.writeBytes(wrapped);
    out.writeBytes(AesGcm.encrypt(key.bytes(), plain, context));
    return out.toByteArray();
  }

  /**
   * What stands for {@code plain} where it must not be read: equal for equal bytes as long as this
   * ring lives, and different under another one.
   *
   * @return 64 hexadecimal digits
   */
  public String mark(KeyName name, byte[] plain) {
    byte[] purpose = "mark".getBytes(StandardCharsets.US_ASCII);
    byte[] key = hmac(dataKey(name).bytes(), purpose);
    return HexFormat.of().formatHex(hmac(key, plain));
  }

  private static byte[] hmac(byte[] key, byte[] text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has HMAC with SHA-256", e);
    }
  }

  /**
   * Decrypts what {@link #seal} made.
   *
   * @throws KeyException if its master key is missing, or a bit or the context is another
   */
  public byte[] open(byte[] sealed, byte[] context) {
    ByteBuffer in = ByteBuffer.wrap(sealed);
    try {
      WrappedKey wrapped = new WrappedKey(text(in), text(in));
      byte[] rest = new byte[in.remaining()];
      in.get(rest);
      byte[] plain = AesGcm.decrypt(unwrap(wrapped), rest, context);
      if (plain != null) {
        return plain;
      }
    } catch (BufferUnderflowException e) {
      // Cut off: damaged like any other change.
    }
    throw new KeyException("what is encrypted was changed or cut off, or belongs elsewhere");
  }

  private static String text(ByteBuffer in) {
    int length = Short.toUnsignedInt(in.getShort());
    if (length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
