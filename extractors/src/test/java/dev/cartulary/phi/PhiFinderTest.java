package dev.cartulary.phi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PhiFinderTest {
  @ParameterizedTest(name = "{0} in: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "NAME | The patient was seen by Dr. Quillfeather today. | Quillfeather",
        "NAME | PATIENT NAME: OKONTE, BRAE | BRAE",
        "NAME | Discussed with his wife, Thessaly, at length. | Thessaly",
        "NAME | Maria Delacroix is a 45-year-old woman. | Maria Delacroix",
        "NAME | Signed by Uzoma T. Venkat, M.D. | Uzoma T. Venkat",
        "ORGANIZATION | She works at Brightwater Logistics as a clerk. | Brightwater Logistics",
        "GEOGRAPHY | He lives at 1420 N. Wisteria Lane, Apt 4. | 1420 N. Wisteria Lane, Apt 4",
        "GEOGRAPHY | Address: P.O. Box 771, Tonopah, NV 89049 | P.O. Box 771, Tonopah, NV 89049",
        "GEOGRAPHY | She moved from Skowhegan last year. | Skowhegan",
        "GEOGRAPHY | ZIP: 89049 | 89049",
        "DATE | Admitted 03/04/2019 with fever. | 03/04/2019",
        "DATE | Admitted on 4 Mar 2019 with fever. | 4 Mar 2019",
        "DATE | Admitted on March 4th, 2019. | March 4th, 2019",
        "DATE | Admitted on 2019-03-04T10:11:12. | 2019-03-04T10:11:12",
        "DATE | Worse since 3/4. | 3/4",
        "DATE | Better since February. | February",
        "DATE | He fell on Tuesday. | Tuesday",
        "DATE | The cast was removed on the 3rd of May. | the 3rd of May",
        "AGE | This 93-year-old man fell. | 93",
        "AGE | She is a ninety-four-year-old woman. | ninety-four",
        "AGE | He is in his 90s. | 90s",
        "PHONE | Call (715) 555-0142 x12. | (715) 555-0142 x12",
        "PHONE | Home: 555-0142 | 555-0142",
        "PHONE | Nobody is answering at 358 0594 today. | 358 0594",
        "PHONE | Ring 8 (495) 123-45-67 at noon. | 8 (495) 123-45-67",
        "PHONE | Ring 0650/1234567 at noon. | 0650/1234567",
        "FAX | Fax: 715.555.0143 | 715.555.0143",
        "EMAIL | Write to a.b+c@mail.example.org. | a.b+c@mail.example.org",
        "SSN | SSN 219-09-9999 was given. | 219-09-9999",
        "MRN | MRN: 00-48-29 | 00-48-29",
        "MRN | Medical record number is A48291. | A48291",
        "HEALTH_PLAN | MBI 1EG4-TE5-MK73 | 1EG4-TE5-MK73",
        "HEALTH_PLAN | Policy #: W-220934 | W-220934",
        "ACCOUNT | Card 4111 1111 1111 1111 was charged. | 4111 1111 1111 1111",
        "ACCOUNT | Acct # 7781-22 | 7781-22",
        "LICENSE | DEA: AB1234563 | AB1234563",
        "LICENSE | NPI 1234567893 | 1234567893",
        "VEHICLE | The car 1M8GDM9AXKP042788 burned. | 1M8GDM9AXKP042788",
        "VEHICLE | License plate: RVC 4471 | RVC 4471",
        "DEVICE | Pacemaker serial number: PJN22841H | PJN22841H",
        "DEVICE | UDI (01)00643169007222(21)XK12 | (01)00643169007222(21)XK12",
        "URL | See https://portal.example.org/r?id=9 for it. | https://portal.example.org/r?id=9",
        "IP | Sent from 203.0.113.9. | 203.0.113.9",
        "IP | Sent from 2001:db8:1:2:3:4:5:6 today. | 2001:db8:1:2:3:4:5:6",
        "BIOMETRIC | Fingerprint ID: FP-20931 | FP-20931",
        "PHOTO | See IMG_2041.jpg for the wound. | IMG_2041.jpg",
        "OTHER | Accession #: S19-20931 | S19-20931",
        "NAME | please call brunhild ostenwick about the refill | brunhild ostenwick",
        "NAME | Will you come with us, Amber? | Amber",
        "NAME | Her maiden name is Rook. | Rook",
        "GEOGRAPHY | Sent to 4417 Vinkelgade 12, Apt. 31, Thorsby, Denmark 5512 | 4417 Vinkelgade 12, Apt. 31, Thorsby",
        "GEOGRAPHY | She has a flat in Castelmorto 41032 near the river. | Castelmorto 41032",
      })
  void find_identifier_isCoveredInItsClass(PhiClass kind, String text, String identifier) {
    List<PhiSpan> spans = PhiFinder.find(text, List.of()).spans();

    assertThat(spans)
        .anySatisfy(
            span -> {
              assertThat(span.kind()).isEqualTo(kind);
              assertThat(span.span().of(text)).contains(identifier);
            });
  }

  @ParameterizedTest(name = "text ''{0}''")
  @ValueSource(
      strings = {
        "",
        " ",
        "Blood pressure is 120/80 and pulse 72.",
        "Strength is 5/5 in all extremities.",
        "A Foley catheter was placed; Lasix 40 mg was given.",
        "The patient is 89 years old.",
        "He had surgery in 2014.",
        "She is from Texas.",
        "Ejection fraction is 55%, creatinine 1.2.",
        "PAST MEDICAL HISTORY: Hypertension, diabetes.",
        "The wound was closed with 3-0 Vicryl.",
        "It was debulked with the Quorvane and irrigated.",
        "He was started on Zorvexal and did well.",
        "We covered it with AlbaDerm and gauze.",
        "Negative for heart, lungs, GI, GU, and skin.",
      })
  void find_noIdentifier_nothing(String text) {
    assertThat(PhiFinder.find(text, List.of()).spans()).isEmpty();
  }

  @Test
  void find_conversation_namesWhoSpeaks() {
    String text = "Ubelind: What a day.\nMaria: Remember me?\nUbelind: I do.\n";

    assertThat(PhiFinder.find(text, List.of()).spans())
        .extracting(span -> span.span().of(text))
        .containsExactly("Ubelind", "Maria", "Ubelind");
  }

  @Test
  void find_nameWithTitleOnce_isFoundEverywhere() {
    String text = "Mr. Quillfeather came.\nQUILLFEATHER was tired. Then Quillfeather left.";

    assertThat(PhiFinder.find(text, List.of()).spans())
        .extracting(span -> span.span().of(text))
        .containsExactly("Quillfeather", "QUILLFEATHER", "Quillfeather");
  }

  @Test
  void find_knownIdentifier_isFoundWhateverItLooksLike() {
    String text = "the pig farm was visited by the pig";

    assertThat(
            PhiFinder.find(text, List.of(new KnownIdentifier(PhiClass.OTHER, "pig farm"))).spans())
        .singleElement()
        .satisfies(span -> assertThat(span.span().of(text)).isEqualTo("pig farm"));
  }

  @Test
  void join_overlaps_becomeOneSpan() {
    List<PhiSpan> joined =
        PhiFinder.join(
            List.of(
                new PhiSpan(PhiClass.NAME, 0, 5, 0.6, "a"),
                new PhiSpan(PhiClass.DATE, 3, 8, 0.9, "b"),
                new PhiSpan(PhiClass.IP, 8, 9, 0.9, "c")));

    assertThat(joined).extracting(PhiSpan::kind).containsExactly(PhiClass.DATE, PhiClass.IP);
    assertThat(joined.get(0).span().end()).isEqualTo(8);
  }

  @Test
  void risk_moreIsLeft_grows() {
    double none = PhiFinder.find("The wound is clean.", List.of()).risk();
    double some = PhiFinder.find("The code was 12345x and 99812z.", List.of()).risk();

    assertThat(none).isZero();
    assertThat(some).isGreaterThan(none).isLessThan(1);
  }
}
