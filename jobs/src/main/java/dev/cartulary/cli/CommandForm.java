package dev.cartulary.cli;

import picocli.CommandLine.Command;

/** How the help of every command that does something looks; commands inherit the annotation. */
@Command(
    mixinStandardHelpOptions = true,
    sortOptions = false,
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    parameterListHeading = "%nArguments:%n",
    exitCodeListHeading = "%nExit codes:%n",
    footerHeading = "%nExamples:%n")
class CommandForm {}
