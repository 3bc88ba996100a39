package dev.cartulary.cli;

import static java.util.Objects.requireNonNull;

import dev.cartulary.calibration.Calibration;
import dev.cartulary.calibration.CalibrationFile;
import dev.cartulary.calibration.Decided;
import dev.cartulary.calibration.PlattFit;
import dev.cartulary.calibration.Scale;
import dev.cartulary.embedded.EmbeddedCheckpoint;
import dev.cartulary.evaluation.Decision;
import dev.cartulary.evaluation.Evaluation;
import dev.cartulary.evaluation.EvaluationFolder;
import dev.cartulary.evaluation.Judgement;
import dev.cartulary.evaluation.Scores;
import dev.cartulary.field.DocumentType;
import dev.cartulary.field.FieldDefinition;
import dev.cartulary.status.Facts;
import dev.cartulary.types.DocumentTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Learns from evaluations what a model's probabilities are worth. */
@Command(
    name = "calibrate",
    description = {
      "Makes the calibration of a model from what cartulary evaluate has written:",
      "of values to which it gives a probability of 0.9, nine in ten are to be",
      "right, and of absences, too. The file belongs into the model's folder.",
      "",
      "What the model's present calibration has corrected is taken into account,",
      "so that a new evaluation refines it. Measure the outcome on other documents."
    },
    exitCodeList = {
      "0:Written.",
      "1:A fault of this program, or the machine failed it.",
      "2:An evaluation, the type, or the model is wrong."
    },
    footer = {
      "  cartulary calibrate contract=out/evaluation/cuad-5 \\",
      "      --model /models/my-llama --out /models/my-llama/calibration.json"
    })
final class CalibrateCommand extends CommandForm implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "TYPE=FOLDER",
      arity = "1..*",
      description = {
        "Folders that evaluate --out has written, each with the document type",
        "that was evaluated: the name of a built-in one, or its file."
      })
  private List<String> evaluations = new ArrayList<>();

  @Option(
      names = "--model",
      paramLabel = "FOLDER|embedded",
      description = "The model that was evaluated. Default: embedded.")
  private String model = "embedded";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "Where the calibration goes: the old one, corrected.")
  private Path out;

  @Mixin private Answer answer;

  @SuppressWarnings("NullAway.Init") // The command line library fills the fields in.
  CalibrateCommand() {}

  @Override
  public Integer call() {
    Map<String, List<Judgement>> judged = new TreeMap<>();
    Map<String, DocumentType> types = new HashMap<>();
    for (String evaluation : evaluations) {
      int equals = evaluation.indexOf('=');
      if (equals < 1) {
        throw new ParameterException(
            spec.commandLine(), evaluation + " is not TYPE=FOLDER, for example contract=FOLDER");
      }
      DocumentType type = type(evaluation.substring(0, equals));
      types.put(type.name(), type);
      judged
          .computeIfAbsent(type.name(), name -> new ArrayList<>())
          .addAll(judgements(Path.of(evaluation.substring(equals + 1))));
    }
    Map<Calibration.Key, Scale> scales = new HashMap<>();
    List<String> sources = new ArrayList<>();
    judged.forEach(
        (name, judgements) -> {
          DocumentType type = requireNonNull(types.get(name));
          List<Decided> values = decided(type, judgements, Decision.Kind.VALUE);
          List<Decided> absences = decided(type, judgements, Decision.Kind.ABSENCE);
          PlattFit.fit(values)
              .forEach((f, s) -> scales.put(new Calibration.Key(name, f, false), s));
          PlattFit.fit(absences)
              .forEach((f, s) -> scales.put(new Calibration.Key(name, f, true), s));
          sources.add(
              "%d values and %d absences of type %s"
                  .formatted(values.size(), absences.size(), name));
        });
    Path folder = model.equals("embedded") ? EmbeddedCheckpoint.path() : Path.of(model);
    if (!Files.isDirectory(folder)) {
      throw new ParameterException(
          spec.commandLine(), folder + " is no folder: name the model that was evaluated");
    }
    Calibration fitted = new Calibration(String.join(", ", sources), scales);
    try {
      CalibrationFile.write(CalibrationFile.in(folder).then(fitted), out);
    } catch (IOException e) {
      throw new ParameterException(
          spec.commandLine(),
          "%s cannot be written (%s): name a file in a folder that exists"
              .formatted(out, e.getClass().getSimpleName()),
          e);
    }
    answer.print(
        () -> new Facts().withTexts("fitted_to", sources).with("written", out.toString()),
        to -> {
          to.println("fitted to " + fitted.source());
          to.println("written to " + out);
        });
    return ExitCode.OK;
  }

  private static DocumentType type(String name) {
    return DocumentTypes.BUILT_IN.contains(name)
        ? DocumentTypes.builtIn(name)
        : DocumentTypes.load(Path.of(name));
  }

  /** Fields of one type share a kind. */
  private static List<Decided> decided(
      DocumentType type, List<Judgement> judgements, Decision.Kind kind) {
    Map<String, String> kinds = new HashMap<>();
    for (FieldDefinition field : type.fields()) {
      kinds.put(field.name(), field.type().name());
    }
    List<Decided> decided = new ArrayList<>();
    for (Judgement judgement : judgements) {
      String ofField = kinds.get(judgement.field());
      for (Decision decision : judgement.decisions()) {
        if (ofField != null && decision.kind() == kind) {
          decided.add(
              new Decided(
                  ofField,
                  judgement.field(),
                  judgement.document(),
                  decision.probability(),
                  decision.right()));
        }
      }
    }
    return decided;
  }

  private List<Judgement> judgements(Path folder) {
    Scores scores = EvaluationFolder.read(folder).get(Evaluation.MODEL);
    if (scores == null || scores.judgements().isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), folder + " has no judged fields: name a folder of evaluate --out");
    }
    return scores.judgements();
  }
}
