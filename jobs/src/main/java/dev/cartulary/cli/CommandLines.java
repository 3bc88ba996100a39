package dev.cartulary.cli;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.time.Clock;
import java.time.ZoneId;
import picocli.CommandLine;

/** Puts the commands together. */
final class CommandLines {
  private CommandLines() {}

  static CommandLine of(
      PrintWriter out, PrintWriter err, Surroundings surroundings, Operations operations) {
    CartularyCommand top = new CartularyCommand();
    CommandLine commands = new CommandLine(top);
    commands.addSubcommand(
        new RunCommand(operations, surroundings, Clock.system(ZoneId.systemDefault())));
    commands.addSubcommand(
        new InitCommand(
            surroundings,
            new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()))));
    commands.addSubcommand(new DoctorCommand(surroundings));
    commands.addSubcommand(new FailuresCommand(operations, surroundings));
    commands.addSubcommand(new StatusCommand(surroundings, Clock.systemUTC()));
    commands.addSubcommand(
        new CommandLine(new ScheduleCommand())
            .addSubcommand(new SchedulePrintCommand(surroundings)));
    commands.addSubcommand(new EvaluateCommand(operations, surroundings));
    commands.addSubcommand(new CalibrateCommand());
    commands.addSubcommand(new DeidentifyCommand());
    commands.addSubcommand(new EstimateCommand(operations, surroundings));
    commands.addSubcommand(new ValuesCommand(operations, surroundings));
    commands.addSubcommand(new ExplainCommand(operations, surroundings));
    commands.addSubcommand(new ExportCommand(operations, surroundings));
    commands.addSubcommand(new ReviewCommand(operations, surroundings));
    commands.addSubcommand(
        new CommandLine(new EscalateCommand())
            .addSubcommand(new EscalateListCommand(operations, surroundings))
            .addSubcommand(new EscalateShowCommand(operations, surroundings))
            .addSubcommand(new EscalateApproveCommand(operations, surroundings))
            .addSubcommand(new EscalateWithdrawCommand(operations, surroundings))
            .addSubcommand(new EscalateSendCommand(operations, surroundings)));
    commands.addSubcommand(new SavingsCommand(operations, surroundings));
    commands.addSubcommand(
        new CommandLine(new PricesCommand())
            .addSubcommand(new PricesListCommand(operations, surroundings, Clock.systemUTC()))
            .addSubcommand(new PricesImportCommand(operations, surroundings))
            .addSubcommand(new PricesCheckCommand(operations, surroundings, Clock.systemUTC())));
    commands.addSubcommand(
        new CommandLine(new AuditCommand())
            .addSubcommand(new AuditVerifyCommand(operations, surroundings))
            .addSubcommand(new AuditExportCommand(operations, surroundings)));
    commands.addSubcommand(new PurgeCommand(operations, surroundings, Clock.systemUTC()));
    commands.addSubcommand(
        new CommandLine(new KeysCommand())
            .addSubcommand(new KeysCreateCommand())
            .addSubcommand(new KeysListCommand())
            .addSubcommand(new KeysRotateCommand())
            .addSubcommand(new KeysRevealCommand(surroundings)));
    commands.addSubcommand(
        new CommandLine(new ModelCommand()).addSubcommand(new ModelInfoCommand()));
    commands.addSubcommand(
        new CommandLine(new VerifyCommand()).addSubcommand(new VerifyOfflineCommand(surroundings)));
    commands.addSubcommand(new CompletionCommand());
    commands.addSubcommand(new ManCommand());
    commands.addSubcommand(new CommandLine.HelpCommand());
    commands.setOut(out);
    commands.setErr(err);
    commands.setUsageHelpWidth(80);
    commands.setCaseInsensitiveEnumValuesAllowed(true);
    commands.setAbbreviatedOptionsAllowed(false);
    Complaints complaints = new Complaints(top, surroundings);
    commands.setParameterExceptionHandler(complaints);
    commands.setExecutionExceptionHandler(complaints);
    commands.setExecutionStrategy(
        parsed -> {
          Logs.configure(top.verbose(), surroundings.debug());
          try {
            return new CommandLine.RunLast().execute(parsed);
          } catch (LinkageError e) {
            // Native code that could not be unpacked is to be complained of like anything else.
            throw new CommandLine.ExecutionException(commands, "a part is missing", e);
          }
        });
    return commands;
  }
}
