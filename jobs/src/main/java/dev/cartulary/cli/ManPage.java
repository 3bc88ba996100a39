package dev.cartulary.cli;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The commands as a manual page, in the language of roff with the macros of man. */
final class ManPage {
  private final StringBuilder page = new StringBuilder();

  private ManPage() {}

  static String of(CommandSpec program) {
    ManPage manual = new ManPage();
    manual.line(".TH " + program.name().toUpperCase(Locale.ROOT) + " 1");
    manual.section("NAME");
    manual.text(program.name() + " - reads folders of legal and medical files on this machine");
    manual.section("DESCRIPTION");
    manual.paragraphs(program.usageMessage().description());
    manual.section("OPTIONS");
    manual.arguments(program);
    manual.section("COMMANDS");
    manual.commands(program);
    manual.section("EXIT STATUS");
    program.usageMessage().exitCodeList().forEach(manual::item);
    return manual.page.toString();
  }

  /** All commands below one, each under its whole name. */
  private void commands(CommandSpec above) {
    Set<CommandLine> each = new LinkedHashSet<>(above.subcommands().values());
    for (CommandLine command : each) {
      CommandSpec spec = command.getCommandSpec();
      if (spec.subcommands().isEmpty()) {
        command(spec);
      } else {
        commands(spec);
      }
    }
  }

  private void command(CommandSpec spec) {
    line(".SS \"" + roff(synopsis(spec)) + '"');
    paragraphs(spec.usageMessage().description());
    arguments(spec);
    String[] examples = spec.usageMessage().footer();
    if (examples.length > 0) {
      line(".PP");
      line(".nf");
      Arrays.stream(examples).forEach(this::text);
      line(".fi");
    }
  }

  private static String synopsis(CommandSpec spec) {
    String arguments =
        spec.positionalParameters().stream()
            .map(each -> each.required() ? each.paramLabel() : "[" + each.paramLabel() + "]")
            .collect(Collectors.joining(" "));
    return (spec.qualifiedName() + " [OPTION]... " + arguments).strip();
  }

  private void arguments(CommandSpec spec) {
    for (PositionalParamSpec each : spec.positionalParameters()) {
      item(each.paramLabel(), description(each));
    }
    for (OptionSpec each : spec.options()) {
      if (!each.hidden() && !each.inherited()) {
        String value = each.arity().max() == 0 ? "" : "=" + each.paramLabel();
        item(String.join(", ", each.names()) + value, description(each));
      }
    }
  }

  private static String description(ArgSpec argument) {
    return String.join(" ", argument.description());
  }

  private void paragraphs(String[] texts) {
    boolean first = true;
    for (String text : texts) {
      if (!first) {
        line(".PP");
      }
      if (!text.isEmpty()) {
        text(text);
        first = false;
      }
    }
  }

  private void section(String name) {
    line(".SH " + name);
  }

  private void item(String term, String text) {
    line(".TP");
    line("\\fB" + roff(term) + "\\fR");
    text(text);
  }

  private void text(String text) {
    String plain = roff(text.replace("%n", " "));
    // A line that begins with a point or an apostrophe would be a request.
    line(plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain);
  }

  private static String roff(String text) {
    return text.replace("\\", "\\e").replace("-", "\\-").replace("\"", "\\(dq");
  }

  private void line(String text) {
    page.append(text).append('\n');
  }
}
