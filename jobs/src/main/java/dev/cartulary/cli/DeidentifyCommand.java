package dev.cartulary.cli;

import dev.cartulary.access.OwnerOnly;
import dev.cartulary.file.FolderScan;
import dev.cartulary.file.ListedFile;
import dev.cartulary.privacy.DeidentifiedFolder;
import dev.cartulary.privacy.PrivacyChoice;
import dev.cartulary.privacy.PrivacyMode;
import dev.cartulary.status.Facts;
import dev.cartulary.tika.ParserLimits;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes texts without identifiers. */
@Command(
    name = "deidentify",
    description = {
      "Writes the texts of documents without the identifiers of their patients.",
      "",
      "The eighteen classes of 45 CFR 164.514(b)(2)(i) are looked for with patterns, labels and"
          + " dictionaries, without a model; docs/deidentification.md says how well. Each text is"
          + " named by its content's hash."
    },
    exitCodeList = {
      "0:Every document was written.",
      "1:A fault of this program, or the machine failed it.",
      "2:An argument or something it names is wrong.",
      "3:Done, but some documents could not be read, or are to be reviewed."
    },
    footer = {
      "  cartulary deidentify notes --out clean",
      "  cartulary deidentify notes --out clean --mode surrogate --key secret.key"
    })
final class DeidentifyCommand extends CommandForm implements Callable<Integer> {
  private static final int WIDTH = 80;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "FOLDER", description = "The documents.")
  private Path folder;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      required = true,
      description = "Where the texts go; a new or an empty folder.")
  private Path out;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description = {
        "What stands in the place of an identifier: mask, surrogate,",
        "shift or hash. Default: mask."
      })
  private PrivacyMode mode = PrivacyMode.MASK;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "The secret key, which all modes but mask need.")
  private @Nullable Path key;

  @Option(
      names = "--risk",
      paramLabel = "P",
      description = {
        "A document in which an identifier was missed with more than this",
        "probability, as far as can be estimated, is not written. Default: 1."
      })
  private double risk = 1;

  @Mixin private Answer answer;

  @SuppressWarnings("NullAway.Init") // The command line library fills the fields in.
  DeidentifyCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Door.closeAll();
    PrivacyChoice choice = choice();
    List<ListedFile> files = new FolderScan(List.of("**/*"), List.of()).list(folder);
    prepare();
    DeidentifiedFolder.Report report =
        new DeidentifiedFolder(choice, out).write(files, ParserLimits.DEFAULT);
    answer.print(() -> facts(report), to -> print(report, to));
    return report.review().isEmpty() && report.failures().isEmpty()
        ? ExitCode.OK
        : ExitCode.SOME_FAILED;
  }

  private Facts facts(DeidentifiedFolder.Report report) {
    return new Facts()
        .with("texts", report.written())
        .with("written", out.toString())
        .with(
            "replaced",
            report.counts().entrySet().stream()
                .map(
                    count ->
                        new Facts()
                            .with("paragraph", count.getKey().paragraph())
                            .with("class", count.getKey().toString())
                            .with("count", count.getValue()))
                .toList())
        .with(
            "to_review",
            report.review().entrySet().stream()
                .map(
                    review ->
                        new Facts().with("name", review.getKey()).with("risk", review.getValue()))
                .toList())
        .with(
            "failures",
            report.failures().entrySet().stream()
                .map(
                    failure ->
                        new Facts()
                            .with("reason", failure.getKey().name())
                            .with("remedy", failure.getKey().remedy())
                            .with("files", failure.getValue()))
                .toList());
  }

  private void print(DeidentifiedFolder.Report report, PrintWriter to) {
    to.println(Words.count(report.written()) + " texts in " + out);
    report
        .counts()
        .forEach(
            (kind, count) ->
                to.printf(Locale.ROOT, "  %s %-12s %,9d%n", kind.paragraph(), kind, count));
    report
        .review()
        .forEach(
            (name, estimate) ->
                to.printf(
                    Locale.ROOT, "to be reviewed, not written: %s, risk %.2f%n", name, estimate));
    report
        .failures()
        .forEach(
            (reason, count) ->
                Words.wrap(
                        Words.count(count)
                            + " could not be read: "
                            + reason
                            + "; "
                            + reason.remedy(),
                        WIDTH)
                    .forEach(to::println));
  }

  private PrivacyChoice choice() {
    if (mode == PrivacyMode.KEEP) {
      throw wrong("--mode keep would write identifiers; name mask, surrogate, shift or hash");
    }
    if (mode.needsKey() && key == null) {
      throw wrong(
          "--mode "
              + mode.name().toLowerCase(Locale.ROOT)
              + " needs --key FILE; make the file with (umask 077; head -c 32 /dev/urandom > FILE)");
    }
    if (!(risk >= 0 && risk <= 1)) {
      throw wrong("--risk must be from 0 to 1, not " + risk);
    }
    PrivacyChoice choice = new PrivacyChoice(mode, key == null ? null : key.toString(), risk);
    choice.key(); // Said before anything is read.
    return choice;
  }

  private void prepare() throws IOException {
    if (out.toAbsolutePath().normalize().startsWith(folder.toAbsolutePath().normalize())) {
      throw wrong("--out " + out + " lies in " + folder + "; name a folder outside of it");
    }
    OwnerOnly.folders(out);
    try (Stream<Path> there = Files.list(out)) {
      if (there.findAny().isPresent()) {
        throw wrong("--out " + out + " is not empty; name a new folder, or empty it");
      }
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
