package dev.cartulary.config;

import dev.cartulary.ledger.LedgerAddress;
import dev.cartulary.yaml.Problems;
import dev.cartulary.yaml.YamlMapping;

/**
 * Where a job's costs are written down, and what a machine costs.
 *
 * @param job whose last run is meant; empty for the last run of any job
 */
public record Books(String job, LedgerAddress ledger, Job.Accounting accounting) {
  /** The books of any job in a ledger, with the usual figures for this machine. */
  public static Books of(LedgerAddress ledger) {
    YamlMapping nothing = YamlMapping.parse("{}", new Problems("no file"));
    return new Books("", ledger, JobReader.accounting(nothing));
  }
}
