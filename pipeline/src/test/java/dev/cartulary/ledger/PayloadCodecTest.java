package dev.cartulary.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.document.CharSpan;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldOrigin;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.field.FieldValue;
import java.util.List;
import org.junit.jupiter.api.Test;

class PayloadCodecTest {
  private static final Field FIELD =
      new Field("x", "y", new FieldValue.Text("y"), new CharSpan(0, 1), 1, 0.5, FieldStatus.FOUND);

  /** What was written before values could be derived is extracted. */
  @Test
  void decode_listThatWasNotWritten_isEmpty() {
    String json = new String(PayloadCodec.encode(FIELD), UTF_8);
    assertThat(json).contains(",\"basis\":[]");

    Field read =
        PayloadCodec.decode(json.replace(",\"basis\":[]", "").getBytes(UTF_8), Field.class);

    assertThat(read).isEqualTo(FIELD);
    assertThat(read.origin()).isEqualTo(FieldOrigin.EXTRACTED);
  }

  @Test
  void decode_derivedField_keepsItsBasis() {
    Field derived =
        new Field(
            "x",
            "y",
            new FieldValue.Text("y"),
            new CharSpan(0, 1),
            1,
            0.5,
            FieldStatus.FOUND,
            List.of(),
            List.of(new CharSpan(3, 4)));
    assertThat(PayloadCodec.decode(PayloadCodec.encode(derived), Field.class)).isEqualTo(derived);
    assertThat(derived.origin()).isEqualTo(FieldOrigin.DERIVED);
  }
}
