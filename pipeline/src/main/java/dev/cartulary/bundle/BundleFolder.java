package dev.cartulary.bundle;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import dev.cartulary.access.OwnerOnly;
import dev.cartulary.parquet.DeliveredDocument;
import dev.cartulary.parquet.DeliveredRun;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** The bundles of a run, a file of JSON each, named by the document's id. */
public final class BundleFolder {
  private BundleFolder() {}

  /** Whether any of the fields means something that a clinical record holds. */
  public static boolean holdsAnyOf(List<String> fields) {
    return Stream.of(
            Persons.OF_PATIENT,
            Persons.OF_PROVIDER,
            Persons.OF_FACILITY,
            Visit.FIELDS,
            Finding.FIELDS)
        .flatMap(List::stream)
        .anyMatch(fields::contains);
  }

  /** Writes new files into {@code folder}, which their owner alone can read. */
  public static void write(DeliveredRun run, Path folder) throws IOException {
    IParser parser = FhirContext.forR4Cached().newJsonParser().setPrettyPrint(true);
    try {
      run.documents(document -> write(document, folder, parser));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void write(DeliveredDocument document, Path folder, IParser parser) {
    try (Writer out =
        new BufferedWriter(
            Channels.newWriter(
                OwnerOnly.file(
                    free(folder, document.id().sha256()),
                    StandardOpenOption.WRITE,
                    StandardOpenOption.CREATE_NEW),
                StandardCharsets.UTF_8))) {
      parser.encodeResourceToWriter(new ClinicalBundle(document).bundle(), out);
      out.write("\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Files with the same bytes have the same id, and a bundle each. */
  private static Path free(Path folder, String id) {
    Path file = folder.resolve(id + ".json");
    for (int i = 2; Files.exists(file); i++) {
      file = folder.resolve(id + "-" + i + ".json");
    }
    return file;
  }
}
