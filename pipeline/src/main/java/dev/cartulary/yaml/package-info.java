/**
 * YAML files that people write, read with every problem collected.
 *
 * <p>The only package that knows the YAML library. A {@link dev.cartulary.yaml.YamlMapping} hands
 * out typed values; what is missing, mistyped, out of range or unknown becomes a {@link
 * dev.cartulary.yaml.Problems} entry with its line, and reading goes on, so that a person sees all
 * mistakes at once.
 */
@NullMarked
package dev.cartulary.yaml;

import org.jspecify.annotations.NullMarked;
