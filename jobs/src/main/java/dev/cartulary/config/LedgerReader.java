package dev.cartulary.config;

import dev.cartulary.ledger.LedgerAddress;
import dev.cartulary.yaml.YamlMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code ledger} part of a job file. Passwords are read, and never appear in a message. */
final class LedgerReader {
  private static final Pattern H2_FILE = Pattern.compile("(jdbc:h2:file:)([^;]+)(.*)");
  private static final Pattern PASSWORD =
      Pattern.compile("[;?&]password=|://[^/@]*:[^/@]*@", Pattern.CASE_INSENSITIVE);

  private final JobReader job;
  private final Map<String, String> environment;

  LedgerReader(JobReader job, Map<String, String> environment) {
    this.job = job;
    this.environment = environment;
  }

  /**
   * Where the ledger is; by default an H2 file beside the output folder.
   *
   * @param output the job's output folder, empty where it is unknown
   */
  LedgerAddress read(YamlMapping root, Path output) {
    YamlMapping yaml = root.mapping("ledger");
    String url = yaml.text("url", "");
    if (yaml.has("url")) {
      url = checked(yaml, url, output);
    } else if (!output.toString().isEmpty()) {
      url = "jdbc:h2:file:" + output.resolveSibling("ledger");
    }
    String user = yaml.text("user", "");
    String password = password(yaml);
    yaml.rejectUnknownKeys();
    return new LedgerAddress(url, user, password);
  }

  private String checked(YamlMapping yaml, String url, Path output) {
    if (PASSWORD.matcher(url).find()) {
      yaml.problem(
          "url",
          "holds a password, which does not belong in a job file; use ledger.password-file or"
              + " ledger.password-env");
      return url;
    }
    Matcher h2 = H2_FILE.matcher(url);
    if (h2.matches()) {
      Path file = job.resolve(yaml, "url", h2.group(2));
      if (file == null) {
        return url;
      }
      checkPlace(yaml, file, output);
      return h2.group(1) + file + h2.group(3);
    }
    if (!url.startsWith("jdbc:postgresql:")) {
      yaml.problem("url", "must begin with jdbc:h2:file: or jdbc:postgresql:");
    }
    return url;
  }

  private static void checkPlace(YamlMapping yaml, Path file, Path output) {
    if (!output.toString().isEmpty() && file.startsWith(output)) {
      yaml.problem(
          "url",
          "lies in output.path, which holds runs and nothing else; name another place, for example"
              + " jdbc:h2:file:"
              + output.resolveSibling("ledger"));
    }
    Path folder = file.getParent();
    while (folder != null && !Files.exists(folder)) {
      folder = folder.getParent();
    }
    if (folder != null && (!Files.isDirectory(folder) || !Files.isWritable(folder))) {
      yaml.problem(
          "url",
          "names a file in " + folder + ", which is not a folder that this user may write to");
    }
  }

  private String password(YamlMapping yaml) {
    String variable = yaml.text("password-env", "");
    Path file = yaml.has("password-file") ? job.path(yaml, "password-file") : null;
    yaml.text("password-file", "");
    if (yaml.has("password")) {
      yaml.text("password");
      yaml.problem(
          "password",
          "does not belong in a job file; use ledger.password-file or ledger.password-env");
    }
    if (!variable.isEmpty() && file != null) {
      yaml.problem("password-env", "and ledger.password-file are both given; keep one");
    }
    if (!variable.isEmpty()) {
      return fromEnvironment(yaml, variable);
    }
    return file == null ? "" : fromFile(yaml, file);
  }

  private String fromEnvironment(YamlMapping yaml, String variable) {
    @Nullable String password = environment.get(variable);
    if (password == null) {
      yaml.problem(
          "password-env", "names the environment variable " + variable + ", which is not set");
      return "";
    }
    return password;
  }

  private static String fromFile(YamlMapping yaml, Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      yaml.problem(
          "password-file",
          "names " + file + ", which cannot be read: " + e.getClass().getSimpleName());
      return "";
    }
  }
}
