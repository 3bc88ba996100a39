/**
 * What a person types and sees: commands, help, progress, results, errors and exit codes.
 *
 * <p>The only package that knows the command line library. Results go to standard output,
 * everything else to standard error. No stack trace is shown unless asked for.
 */
@NullMarked
package dev.cartulary.cli;

import org.jspecify.annotations.NullMarked;
