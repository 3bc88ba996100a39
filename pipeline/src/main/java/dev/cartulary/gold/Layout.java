package dev.cartulary.gold;

import dev.cartulary.field.DocumentType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** How a set keeps documents and gold. */
public enum Layout {
  /** {@code NAME.json} beside each document, or in the same place under the job's input folder. */
  JSON,
  /** Contracts with 41 clause categories. */
  CUAD,
  /** Visit notes, one a line. */
  ACI_BENCH,
  /** Transcribed notes with one-line summaries, one a line. */
  MTSAMPLES,
  /** Records in XML whose coded entries are the gold. */
  CCDA,
  /** Case reports with annotated spans. */
  MACCROBAT;

  /** The layout that {@code gold} has by its looks. */
  public static Layout of(Path gold) {
    String name = gold.getFileName().toString().toLowerCase(Locale.ROOT);
    if (Files.isRegularFile(gold)) {
      if (name.startsWith("aci")) {
        return ACI_BENCH;
      }
      if (name.startsWith("mtsamples")) {
        return MTSAMPLES;
      }
      throw new GoldException(
          gold + " is a file, and no set that is known by its name; say which with --layout");
    }
    if (!Files.isDirectory(gold)) {
      throw new GoldException(gold + " does not exist; name a folder of gold labels");
    }
    if (Files.isDirectory(gold.resolve("gold"))) {
      return CUAD;
    }
    if (!GoldFiles.files(gold, ".json").isEmpty()) {
      return JSON;
    }
    return GoldFiles.files(gold, ".ann").isEmpty() ? CCDA : MACCROBAT;
  }

  /**
   * The documents of the set with their gold.
   *
   * @param gold folder or file of the set
   * @param inputs folder in which documents lie that are not beside their gold
   * @param type whose fields are judged
   * @throws GoldException if the gold cannot be used
   */
  public GoldSet read(Path gold, Path inputs, DocumentType type) {
    List<GoldDocument> documents =
        switch (this) {
          case JSON -> JsonFolder.read(gold, inputs, type);
          case CUAD -> Cuad.read(gold);
          case ACI_BENCH -> AciBench.read(gold);
          case MTSAMPLES -> MtSamples.read(gold);
          case CCDA -> Ccda.read(gold);
          case MACCROBAT -> Maccrobat.read(gold);
        };
    if (documents.isEmpty()) {
      throw new GoldException(gold + " holds no gold in the layout " + label());
    }
    return new GoldSet(this == JSON ? gold.getFileName().toString() : label(), documents);
  }

  /** As on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
