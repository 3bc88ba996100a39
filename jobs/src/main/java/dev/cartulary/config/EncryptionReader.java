package dev.cartulary.config;

import dev.cartulary.keys.Encryption;
import dev.cartulary.keys.Encryption.Columns;
import dev.cartulary.keys.KeyException;
import dev.cartulary.keys.KeyRing;
import dev.cartulary.yaml.YamlMapping;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@code encryption} part of a job file. Keys and tokens never appear in a message. */
final class EncryptionReader {
  private final JobReader job;
  private final Map<String, String> environment;

  EncryptionReader(JobReader job, Map<String, String> environment) {
    this.job = job;
    this.environment = environment;
  }

  /**
   * Null where the file says nothing of encryption.
   *
   * @param input the job's input folder, empty where it is unknown
   */
  @Nullable Encryption read(YamlMapping root, Path input) {
    if (!root.has("encryption")) {
      return null;
    }
    YamlMapping yaml = root.mapping("encryption");
    Columns columns = yaml.choice("columns", Columns.class, Columns.SEPARATE);
    Encryption.Place place = place(yaml, input);
    yaml.rejectUnknownKeys();
    return place == null ? null : new Encryption(place, columns);
  }

  private Encryption.@Nullable Place place(YamlMapping yaml, Path input) {
    if (yaml.has("keys") == yaml.has("vault")) {
      oneOfBoth(yaml);
      return null;
    }
    return yaml.has("keys") ? folder(yaml, input) : vault(yaml.mapping("vault"));
  }

  private static void oneOfBoth(YamlMapping yaml) {
    if (yaml.has("keys")) {
      yaml.text("keys");
      yaml.mapping("vault");
    }
    yaml.problem("keys", "or vault is needed, one of both: a folder with keys, or a Vault server");
  }

  private Encryption.@Nullable Place folder(YamlMapping yaml, Path input) {
    Path folder = job.path(yaml, "keys");
    if (folder == null) {
      return null;
    }
    Encryption.Place place = new Encryption.Folder(folder.toString());
    if (!input.toString().isEmpty() && folder.startsWith(input)) {
      yaml.problem(
          "keys", "lies in input.path; the keys would be read as documents: name another folder");
    }
    try {
      KeyRing.open(place);
    } catch (KeyException e) {
      yaml.problem("keys", "cannot be used: " + e.getMessage());
    }
    return place;
  }

  private Encryption.@Nullable Place vault(YamlMapping yaml) {
    String address = yaml.text("address").replaceFirst("/+$", "");
    String mount = named(yaml, "mount", "transit", "[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*");
    String prefix = named(yaml, "key-prefix", "cartulary-", "[A-Za-z0-9][A-Za-z0-9_.-]{0,80}");
    String variable = yaml.text("token-env", "");
    Path file = yaml.has("token-file") ? job.path(yaml, "token-file") : null;
    yaml.text("token-file", "");
    if (yaml.has("token")) {
      yaml.text("token");
      yaml.problem(
          "token",
          "does not belong in a job file; use encryption.vault.token-file or"
              + " encryption.vault.token-env");
    }
    yaml.rejectUnknownKeys();
    if (variable.isEmpty() == (file == null)) {
      yaml.problem("token-file", "or token-env is needed, one of both");
      return null;
    }
    if (!variable.isEmpty() && !environment.containsKey(variable)) {
      yaml.problem(
          "token-env", "names the environment variable " + variable + ", which is not set");
    }
    if (!address.isEmpty() && !isSafe(address)) {
      yaml.problem(
          "address",
          "must be https://host:port, without a path and a user; http is for a server on this very"
              + " machine alone");
      return null;
    }
    return new Encryption.Vault(
        address,
        mount,
        prefix,
        file == null ? null : file.toString(),
        variable.isEmpty() ? null : variable);
  }

  private static String named(YamlMapping yaml, String key, String usual, String pattern) {
    String text = yaml.text(key, usual);
    if (text.matches(pattern)) {
      return text;
    }
    yaml.problem(key, "must match " + pattern + ", for example " + usual);
    return usual;
  }

  /** Whether nobody on a network can read along: a look at the words, without a look-up. */
  private static boolean isSafe(String address) {
    try {
      URI uri = URI.create(address);
      String host = uri.getHost();
      if (host == null || uri.getUserInfo() != null || !String.valueOf(uri.getPath()).isEmpty()) {
        return false;
      }
      boolean here =
          host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
      return "https".equals(uri.getScheme()) || (here && "http".equals(uri.getScheme()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
