package dev.cartulary.config;

import dev.cartulary.yaml.ConfigurationException;
import dev.cartulary.yaml.Problems;
import dev.cartulary.yaml.YamlMapping;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads job files; {@code docs/jobs.md} explains every key. */
public final class JobFile {
  private JobFile() {}

  /**
   * Reads and checks a job, its folders and files included.
   *
   * @param environment where {@code ledger.password-env} and the like are looked up
   * @throws ConfigurationException with everything that is wrong
   */
  public static Job read(Path file, Map<String, String> environment) {
    return read(file, environment, JobReader.Documents.LISTED);
  }

  /**
   * Reads and checks a job that is run over other documents; its own input folder may be missing or
   * empty.
   *
   * @throws ConfigurationException with everything else that is wrong
   */
  public static Job readWithoutDocuments(Path file, Map<String, String> environment) {
    return read(file, environment, JobReader.Documents.NOT_LOOKED_AT);
  }

  private static Job read(
      Path file, Map<String, String> environment, JobReader.Documents documents) {
    Problems problems = new Problems(file.toString());
    YamlMapping root = YamlMapping.parse(text(file), problems);
    Job job =
        new JobReader(file.toAbsolutePath().normalize(), problems, environment)
            .job(root, documents);
    problems.throwIfAny();
    return job;
  }

  /**
   * Reads only where a job's results and books are; the input may be gone by now.
   *
   * @throws ConfigurationException if that part of the file is wrong
   */
  public static Books readBooks(Path file, Map<String, String> environment) {
    Problems problems = new Problems(file.toString());
    YamlMapping root = YamlMapping.parse(text(file), problems);
    Books books =
        new JobReader(file.toAbsolutePath().normalize(), problems, environment).books(root);
    problems.throwIfAny();
    return books;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw problem(
          file,
          "the file does not exist; "
              + NearbyJobs.of(file)
                  .map(names -> "there is " + names)
                  .orElse("cartulary init " + file + " writes one"));
    } catch (AccessDeniedException e) {
      throw problem(file, "no permission to read the file; change its owner or mode");
    } catch (MalformedInputException e) {
      throw problem(file, "the file is not UTF-8 text; save it as UTF-8");
    } catch (IOException e) {
      throw problem(
          file,
          Files.isDirectory(file)
              ? "this is a folder; name the job file in it"
              : "the file cannot be read: " + e.getClass().getSimpleName());
    }
  }

  private static ConfigurationException problem(Path file, String problem) {
    return new ConfigurationException(file.toString(), List.of(problem));
  }
}
