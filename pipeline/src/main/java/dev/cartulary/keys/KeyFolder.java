package dev.cartulary.keys;

import dev.cartulary.digest.Sha256;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Master keys in a folder of this machine: a file {@code phi-0002.key} holds version 2 of the key
 * {@code phi}, 32 random bytes as a line of Base64. The highest version wraps; all unwrap.
 *
 * <p>The folder has mode 0700, its files 0600; what others could read is refused. A data key is
 * wrapped with AES-256-GCM, the id of the master key being authenticated with it, in the form of
 * the local wrapping of Parquet's key tools: Base64 of nonce, ciphertext and tag.
 */
public final class KeyFolder implements MasterKeys {
  private static final Pattern FILE = Pattern.compile("(footer|phi|ledger)-(\\d{4})\\.key");
  private static final Pattern MASTER = Pattern.compile("(footer|phi|ledger):(\\d{1,4})");
  private static final String LOCK = ".lock";
  private static final int MOST_VERSIONS = 9999;
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.complementOf(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));

  private final Path folder;

  private KeyFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * A version of a key.
   *
   * @param check the first 8 hexadecimal digits of the SHA-256 of the key: equal in equal copies
   * @param current whether new data is written with it
   */
  public record Version(KeyName name, int number, String check, boolean current) {}

  /**
   * Makes the folder and the first version of each key.
   *
   * @throws KeyException if something is there already, or the system refuses
   */
  public static KeyFolder create(Path folder) {
    try {
      if (Files.exists(folder) && !isEmpty(folder)) {
        throw new KeyException(
            folder
                + " holds something already; name a folder that does not exist, or rotate the keys"
                + " in it");
      }
      Files.createDirectories(folder.toAbsolutePath().getParent());
      if (!Files.exists(folder)) {
        Files.createDirectory(folder, mode("rwx------"));
      }
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      KeyFolder keys = new KeyFolder(folder);
      keys.addVersions();
      return keys;
    } catch (IOException | UnsupportedOperationException e) {
      throw refused(folder, e);
    }
  }

  /**
   * Finds and checks the keys in {@code folder}.
   *
   * @throws KeyException if it is no folder of keys, others could read it, or a file is damaged
   */
  public static KeyFolder open(Path folder) {
    KeyFolder keys = new KeyFolder(folder);
    if (keys.versions().isEmpty()) {
      throw new KeyException(
          folder + " holds no keys; make them with cartulary keys create " + folder);
    }
    return keys;
  }

  /** All versions, by key and number. */
  public List<Version> versions() {
    List<Version> versions = new ArrayList<>();
    for (KeyName name : KeyName.values()) {
      NavigableMap<Integer, Path> files = files(name);
      files.forEach(
          (number, file) ->
              versions.add(
                  new Version(name, number, check(key(file)), number.equals(files.lastKey()))));
    }
    return List.copyOf(versions);
  }

  /**
   * Adds a version to each key; what was written with older ones stays readable.
   *
   * @throws KeyException if another process is at it, or the system refuses
   */
  public void rotate() {
    versions();
    try {
      addVersions();
    } catch (IOException | UnsupportedOperationException e) {
      throw refused(folder, e);
    }
  }

  private void addVersions() throws IOException {
    try (FileChannel lockFile =
            FileChannel.open(
                folder.resolve(LOCK),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                mode("rw-------"));
        FileLock lock = lock(lockFile)) {
      for (KeyName name : KeyName.values()) {
        NavigableMap<Integer, Path> files = files(name);
        int number = files.isEmpty() ? 1 : files.lastKey() + 1;
        if (number > MOST_VERSIONS || !lock.isValid()) {
          throw new KeyException(folder + " has no room for another version of " + name.written());
        }
        String fileName = fileName(name, number);
        Path fresh = folder.resolve("." + fileName + ".new");
        Files.deleteIfExists(fresh);
        try (FileChannel out =
            FileChannel.open(
                fresh,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                mode("rw-------"))) {
          String line = Base64.getEncoder().encodeToString(AesGcm.random(DataKey.BYTES)) + "\n";
          out.write(StandardCharsets.US_ASCII.encode(line));
          out.force(true);
        }
        Files.move(fresh, folder.resolve(fileName), StandardCopyOption.ATOMIC_MOVE);
      }
    }
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    }
  }

  private FileLock lock(FileChannel file) throws IOException {
    FileLock lock = null;
    try {
      lock = file.tryLock();
    } catch (OverlappingFileLockException e) {
      // Held by this very process: the same answer as for another one.
    }
    if (lock == null) {
      throw new KeyException(
          "the keys in " + folder + " are being rotated by another process; wait until it ends");
    }
    return lock;
  }

  @Override
  public WrappedKey wrap(KeyName name, byte[] dataKey) {
    NavigableMap<Integer, Path> files = files(name);
    if (files.isEmpty()) {
      throw new KeyException(
          folder
              + " has no key "
              + name.written()
              + "; copy it from where the keys were made, or make another folder with cartulary"
              + " keys create");
    }
    String master = name.written() + ":" + files.lastKey();
    byte[] context = master.getBytes(StandardCharsets.UTF_8);
    byte[] wrapped = AesGcm.encrypt(key(files.lastEntry().getValue()), dataKey, context);
    return new WrappedKey(master, Base64.getEncoder().encodeToString(wrapped));
  }

  @Override
  public byte[] unwrap(WrappedKey wrapped) {
    Matcher master = MASTER.matcher(wrapped.master());
    if (!master.matches()) {
      throw new KeyException(
          "the key "
              + wrapped.master()
              + " is not one of a key folder; name under encryption what the job that wrote this"
              + " had there");
    }
    KeyName name = KeyName.valueOf(master.group(1).toUpperCase(Locale.ROOT));
    int number = Integer.parseInt(master.group(2));
    Path file = files(name).get(number);
    if (file == null) {
      throw new KeyException(
          folder
              + " has no version "
              + number
              + " of the key "
              + name.written()
              + ", which this was written with; copy "
              + fileName(name, number)
              + " from a backup of the keys");
    }
    byte[] dataKey = null;
    try {
      byte[] sealed = Base64.getDecoder().decode(wrapped.text());
      dataKey =
          AesGcm.decrypt(key(file), sealed, wrapped.master().getBytes(StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      // Not Base64: as wrong as another key.
    }
    if (dataKey == null || dataKey.length != DataKey.BYTES) {
      throw new KeyException(
          file
              + " is another key than the one this was written with, or what was written is"
              + " damaged; name the right key folder, or restore the key from a backup");
    }
    return dataKey;
  }

  /** The versions of a key, after a look at the modes of the folder and the files. */
  private NavigableMap<Integer, Path> files(KeyName name) {
    NavigableMap<Integer, Path> files = new TreeMap<>();
    try {
      requirePrivate(folder, "700");
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
        for (Path entry : entries) {
          Matcher file = FILE.matcher(entry.getFileName().toString());
          if (file.matches() && file.group(1).equals(name.written())) {
            requirePrivate(entry, "600");
            files.put(Integer.parseInt(file.group(2)), entry);
          }
        }
      }
      return files;
    } catch (IOException | UnsupportedOperationException e) {
      throw refused(folder, e);
    }
  }

  private static void requirePrivate(Path path, String mode) throws IOException {
    Set<PosixFilePermission> permissions = EnumSet.copyOf(OTHERS);
    permissions.retainAll(Files.getPosixFilePermissions(path));
    if (!permissions.isEmpty()) {
      throw new KeyException(
          path
              + " is open to other users of this machine; close it with chmod "
              + mode
              + " "
              + path
              + ", and rotate the keys if somebody may have read them");
    }
  }

  private static byte[] key(Path file) {
    byte[] key = new byte[0];
    try {
      String line = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
      key = Base64.getDecoder().decode(line);
    } catch (IOException e) {
      throw refused(file, e);
    } catch (IllegalArgumentException e) {
      // Without the cause, which quotes the text; the length is wrong as well.
    }
    if (key.length != DataKey.BYTES) {
      throw new KeyException(
          file
              + " is not a key of "
              + DataKey.BYTES
              + " bytes in Base64; restore it from a backup of the keys");
    }
    return key;
  }

  private static String check(byte[] key) {
    return Sha256.of(key).hex().substring(0, 8);
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      return !entries.iterator().hasNext();
    }
  }

  private static String fileName(KeyName name, int number) {
    return String.format(Locale.ROOT, "%s-%04d.key", name.written(), number);
  }

  private static FileAttribute<Set<PosixFilePermission>> mode(String mode) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
  }

  private static KeyException refused(Path path, Exception e) {
    String said =
        e instanceof NoSuchFileException
            ? " does not exist; make keys with cartulary keys create, or name their folder"
            : e instanceof AccessDeniedException
                ? " cannot be used: no permission; change its owner"
                : e instanceof UnsupportedOperationException
                    ? " is on a file system without modes; name a folder on another one"
                    : " cannot be used: " + e.getClass().getSimpleName();
    return new KeyException(path + said, e);
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
