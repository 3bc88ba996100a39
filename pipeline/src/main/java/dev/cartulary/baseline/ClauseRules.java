package dev.cartulary.baseline;

import dev.cartulary.chunk.Sentences;
import dev.cartulary.document.CharSpan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Clauses by the words that lawyers use for them: the first sentence that holds them is the clause.
 */
final class ClauseRules {
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("most_favored_nation", "most favou?red|no less favou?rable than|lowest price"),
          Map.entry(
              "competitive_restriction_exception",
              "(?:notwithstanding|except|other than)[^.]{0,150}(?:exclusiv|compet|solicit)"),
          Map.entry(
              "non_compete",
              "shall not[^.]{0,120}compet(?:e|es|ing|itive)|non-?compet|not engage in[^.]{0,80}business"),
          Map.entry(
              "exclusivity",
              "\\bexclusive (?:right|licen|distribut|supplier|agent|basis)|exclusively"),
          Map.entry("no_solicit_of_customers", "solicit[^.]{0,80}(?:customer|client)"),
          Map.entry(
              "no_solicit_of_employees",
              "(?:solicit|hire|recruit)[^.]{0,100}(?:employee|personnel)"),
          Map.entry("non_disparagement", "disparag|defam|bring[^.]{0,40}into disrepute"),
          Map.entry(
              "termination_for_convenience",
              "terminate[^.]{0,80}(?:for convenience|without cause|for any reason|at any time)"),
          Map.entry(
              "rofr_rofo_rofn", "right of first (?:refusal|offer|negotiation)|first right to"),
          Map.entry("change_of_control", "change (?:of|in) control"),
          Map.entry(
              "anti_assignment",
              "(?:not|neither|may)[^.]{0,120}assign[^.]{0,150}(?:consent|approval)"
                  + "|(?:consent|approval)[^.]{0,100}assign"),
          Map.entry(
              "revenue_profit_sharing",
              "royalt(?:y|ies)|revenue shar|share of (?:the )?(?:net )?(?:revenue|profit)"
                  + "|percent[^.]{0,60}(?:revenue|net sales|gross sales|profits)"),
          Map.entry(
              "price_restrictions",
              "(?:increase|raise|reduce)[^.]{0,40}(?:price|fee)s?[^.]{0,60}(?:not|more)"),
          Map.entry(
              "minimum_commitment",
              "minimum (?:purchase|order|commitment|quantit|royalt|annual|guarante|amount)"
                  + "|at least[^.]{0,40}(?:units|per (?:year|month))"),
          Map.entry(
              "volume_restriction",
              "(?:in excess of|exceed|up to|maximum)[^.]{0,60}(?:units|users|copies|hours|volume)"),
          Map.entry(
              "ip_ownership_assignment",
              "(?:hereby assigns?|work made for hire|works? for hire|shall be the (?:sole|exclusive)"
                  + " property|assigns? (?:all|its|any) (?:right|title))"),
          Map.entry(
              "joint_ip_ownership",
              "joint(?:ly)? own(?:ed|ership)?[^.]{0,100}(?:intellectual|invention|patent|ip\\b)?"),
          Map.entry(
              "license_grant",
              "(?:grants?|granted) (?:to )?[^.]{0,80}(?:license|licence|right to use)"),
          Map.entry("non_transferable_license", "non-?transferable|not transferable"),
          Map.entry(
              "affiliate_license_licensor", "licensor (?:and|or) its affiliates[^.]{0,60}licen"),
          Map.entry(
              "affiliate_license_licensee",
              "licens[^.]{0,80}(?:and|or|to) its (?:affiliates|subsidiaries)|sublicen[cs]e[^.]{0,60}affiliate"),
          Map.entry("unlimited_license", "unlimited (?:licen|use|right|number)|enterprise licen"),
          Map.entry(
              "irrevocable_or_perpetual_license",
              "(?:irrevocable|perpetual)[^.]{0,80}(?:licen|right)"),
          Map.entry("source_code_escrow", "escrow[^.]{0,80}source|source code[^.]{0,80}escrow"),
          Map.entry(
              "post_termination_services",
              "(?:upon|after|following)[^.]{0,40}(?:terminat|expirat)[^.]{0,120}shall (?:continue|return|pay|cease|provide)"),
          Map.entry(
              "audit_rights",
              "\\baudit|(?:inspect|examine)[^.]{0,60}(?:books|records)|books and records"),
          Map.entry(
              "uncapped_liability",
              "(?:limitation|limit)[^.]{0,80}(?:shall|will|do(?:es)?) not apply"
                  + "|(?:except|other than)[^.]{0,150}(?:indemni|gross negligence|confidential)[^.]{0,150}liab"),
          Map.entry(
              "cap_on_liability",
              "(?:in no event|neither party|not be liable|maximum|aggregate|total)[^.]{0,120}"
                  + "(?:liab|consequential|indirect|special|punitive)"),
          Map.entry(
              "liquidated_damages", "liquidated damages|termination fee|early termination charge"),
          Map.entry(
              "warranty_duration",
              "warrant[^.]{0,150}(?:days|months|years?) (?:from|after|following)|warranty period"),
          Map.entry(
              "insurance",
              "(?:maintain|obtain|carry|procure)[^.]{0,80}insurance|liability insurance"),
          Map.entry(
              "covenant_not_to_sue",
              "covenants? not to (?:sue|challenge)|not (?:to )?(?:contest|challenge)[^.]{0,100}(?:validity|ownership|title|right)"),
          Map.entry(
              "third_party_beneficiary",
              "(?:is|are|be|as)(?: an?)?(?: intended| express)? third[- ]party beneficiar"));

  private ClauseRules() {}

  static Map<String, Rule> all() {
    Map<String, Rule> rules = new HashMap<>();
    WORDS.forEach(
        (field, words) -> {
          Pattern pattern = Rule.words(words);
          rules.put(field, text -> sentence(text, pattern));
        });
    return rules;
  }

  private static List<String> sentence(String text, Pattern pattern) {
    for (CharSpan span : Sentences.of(text)) {
      if (pattern.matcher(text).region(span.start(), span.end()).find()) {
        return List.of(span.of(text));
      }
    }
    return List.of();
  }
}
