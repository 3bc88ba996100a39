package dev.cartulary.gold;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {
  @ParameterizedTest(name = "{0}: {1} is {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "WORDS | SERVICES   AGREEMENT | Services Agreement",
        "WORDS | Café–Bar (“Nord”) | cafe bar nord",
        "ORGANISATION | ACME SYSTEMS, INC. | Acme Systems Inc",
        "ORGANISATION | The Borden Company, L.L.C. | Borden",
        "ORGANISATION | Sanofi Pasteur S.A | SANOFI PASTEUR S.A.",
        "ORGANISATION | Limited | limited",
        "PERSON | Ruiz, Ana | Dr. Ana Ruiz, MD",
        "PERSON | Mr. Elijah Reyes | elijah reyes",
        "PLACE | the State of New York | New York",
        "PLACE | Republic of South Africa | South Africa",
        "PLACE | Israel (excluding its conflict rules) | ISRAEL",
        "PLACE | England and Wales | England",
        "PLACE | People's Republic of China | China",
        "PLACE | British Columbia, Canada | British Columbia",
        "PERIOD | twelve (12) months | 1 year",
        "PERIOD | successive periods of one (1) year each | 12 Months",
        "PERIOD | 6 weeks | 42 days",
        "NUMBER | 61.0 | 61",
        "MONEY | 1250000.00 USD | 1250000 USD",
        "DATE | 2005-01-13 | 2005-01-13",
      })
  void form_sameMeaning_isEqual(Comparison comparison, String one, String other) {
    assertThat(comparison.form(one)).isEqualTo(comparison.form(other)).isNotEmpty();
  }

  @ParameterizedTest(name = "{0}: {1} is not {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "WORDS | Supply Agreement | Supply Agreements",
        "ORGANISATION | Acme Holdings, Inc. | Acme Systems, Inc.",
        "PERSON | Ana Ruiz | Anna Ruiz",
        "PLACE | Virginia | West Virginia",
        "PLACE | New South Wales | England and Wales",
        "PERIOD | 30 days | 1 month",
        "PERIOD | 10 business days | 10 days",
        "NUMBER | 6 | 60",
        "MONEY | 100 USD | 100 EUR",
        "DATE | 2005-01-13 | 2005-01-12",
        "ENTRY | lisinopril 10 mg | lisinopril 20 mg",
      })
  void same_otherMeaning_isFalse(Comparison comparison, String one, String other) {
    assertThat(comparison.same(comparison.form(one), comparison.form(other))).isFalse();
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "Lisinopril 10 mg daily, lisinopril",
    "pneumonia, Bacterial pneumonia",
    "'Proventil, HFA', HFA proventil"
  })
  void same_entries_areEqualWhenOneHoldsTheOthersWords(String one, String other) {
    Comparison entry = Comparison.ENTRY;
    assertThat(entry.same(entry.form(one), entry.form(other))).isTrue();
    assertThat(entry.same(entry.form(other), entry.form(one))).isTrue();
    assertThat(entry.same("", entry.form(other))).isFalse();
  }
}
