package dev.cartulary.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.document.CharSpan;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.field.FieldValue;
import dev.cartulary.field.Route;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterTest {
  private static final Rules RULES = new Rules(0.6, Set.of("notice_period"), 10);

  /** Of a document of three chunks; {@code day} may be escalated, {@code law} may not. */
  @ParameterizedTest(name = "{0} {1} at {2} of {3}")
  @CsvSource({
    // The job's model.
    "day, FOUND, 0.6, , LOCAL",
    "day, FOUND, 0.59, , ESCALATE",
    "law, FOUND, 0.59, , REVIEW",
    "day, ABSENT, 0.7, , LOCAL",
    "day, ABSENT, 0.3, , ESCALATE",
    "day, NEEDS_REVIEW, 0.9, , ESCALATE",
    "law, UNGROUNDED, 0.9, , REVIEW",
    "notice_period, FOUND, 0.99, , REVIEW",
    // The larger one.
    "notice_period, FOUND, 0.99, LOCAL_LARGE, LOCAL_LARGE",
    "day, FOUND, 0.6, LOCAL_LARGE, LOCAL_LARGE",
    "day, FOUND, 0.5, LOCAL_LARGE, ESCALATE",
    "law, ABSENT, 0.5, LOCAL_LARGE, REVIEW",
    // An answer from elsewhere is asked for once.
    "day, FOUND, 0.9, ESCALATE, ESCALATE",
    "day, FOUND, 0.5, ESCALATE, REVIEW",
    "day, UNGROUNDED, 0, ESCALATE, REVIEW",
    "day, ABSENT, 0.9, ESCALATE, ESCALATE",
    // A person has the last word, whoever spoke before.
    "day, REVIEWED, 1, , REVIEW",
    "day, ABSENT, 1, REVIEW, REVIEW",
  })
  void route_field_isGivenByWhoSpokeLastAndHowSure(
      String name, FieldStatus status, double probability, Route last, Route expected) {
    Router router = Router.of(RULES, Set.of("day"));
    Field field = field(name, status, probability).routed(last);

    assertThat(router.route(field, 3)).isEqualTo(expected);
    assertThat(router.escalates(field, 3))
        .isEqualTo(expected == Route.ESCALATE && last != expected);
  }

  @Test
  void route_ofALongDocument_trustsNothingOfTheFirstModel() {
    Router router = Router.of(RULES, Set.of("day"));
    Field sure = field("day", FieldStatus.FOUND, 0.99);

    assertThat(router.route(sure, 10)).isEqualTo(Route.LOCAL);
    assertThat(router.route(sure, 11)).isEqualTo(Route.ESCALATE);
    assertThat(router.route(sure.routed(Route.LOCAL_LARGE), 11)).isEqualTo(Route.LOCAL_LARGE);
  }

  @Test
  void route_withoutRules_isNone() {
    Field decided = Field.absent("day", 1).routed(Route.REVIEW);

    assertThat(Router.OFF.route(decided, 1)).isNull();
    assertThat(Router.OFF.escalates(field("day", FieldStatus.NEEDS_REVIEW, 0.1), 1)).isFalse();
  }

  @Test
  void rules_outOfRange_areRefused() {
    assertThatThrownBy(() -> new Rules(1.1, Set.of(), 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Rules(0.5, Set.of(), -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Field field(String name, FieldStatus status, double probability) {
    if (status == FieldStatus.ABSENT) {
      return Field.absent(name, probability);
    }
    boolean grounded = status != FieldStatus.UNGROUNDED;
    return new Field(
        name,
        "word",
        new FieldValue.Text("word"),
        grounded ? new CharSpan(0, 4) : null,
        grounded ? 1 : 0,
        probability,
        status);
  }
}
