package dev.cartulary.types;

import dev.cartulary.digest.Sha256;
import dev.cartulary.field.DocumentType;
import dev.cartulary.field.FieldDefinition;
import dev.cartulary.yaml.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds document types by name or file. */
public final class DocumentTypes {
  public static final List<String> BUILT_IN = List.of("contract", "clinical-note");

  private DocumentTypes() {}

  public static DocumentType builtIn(String name) {
    if (!BUILT_IN.contains(name)) {
      throw new IllegalArgumentException("no built-in document type is named " + name);
    }
    try (InputStream in = DocumentType.class.getResourceAsStream(name + ".yaml")) {
      if (in == null) {
        throw new IllegalStateException(
            "the definition of " + name + " is missing from this build");
      }
      return DocumentTypeReader.read(
          name + ".yaml", new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The type with some of its fields alone; the others are not asked for, found, or kept anywhere.
   *
   * @param names of fields that the type has
   */
  public static DocumentType only(DocumentType type, Set<String> names) {
    List<FieldDefinition> fields =
        type.fields().stream().filter(field -> names.contains(field.name())).toList();
    if (fields.size() != names.size()) {
      throw new IllegalArgumentException("the type " + type.name() + " lacks some of " + names);
    }
    return new DocumentType(
        type.name(),
        type.description(),
        type.summaryQuestion(),
        type.summarySentences(),
        type.summarySections(),
        fields,
        Sha256.of(
                type.fingerprint()
                    + fields.stream().map(FieldDefinition::name).collect(Collectors.joining("\n")))
            .hex(),
        type.escalation(),
        type.relevance());
  }

  public static DocumentType load(Path file) {
    try {
      return DocumentTypeReader.read(file.toString(), Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new ConfigurationException(
          file.toString(),
          List.of(
              "the file does not exist; built-in document types are "
                  + String.join(", ", BUILT_IN)));
    } catch (MalformedInputException e) {
      throw new ConfigurationException(file.toString(), List.of("the file is not UTF-8 text"));
    } catch (IOException e) {
      throw new ConfigurationException(
          file.toString(), List.of("the file cannot be read: " + e.getClass().getSimpleName()));
    }
  }
}
