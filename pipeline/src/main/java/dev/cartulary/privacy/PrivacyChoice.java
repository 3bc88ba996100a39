package dev.cartulary.privacy;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a job wants of privacy, checked; holds no secret.
 *
 * @param keyFile path of the key file; null where the mode needs none
 * @param risk bound of {@link dev.cartulary.phi.PhiFindings#risk()}, in [0, 1]: a document above it
 *     goes to review; 1 for no bound
 * @param fields what becomes of single fields, besides
 */
public record PrivacyChoice(
    PrivacyMode mode, @Nullable String keyFile, double risk, FieldTreatments fields)
    implements Serializable {
  /** Everything is written as it stands. */
  public static final PrivacyChoice KEEP = new PrivacyChoice(PrivacyMode.KEEP, null, 1);

  /** A choice for whole documents. */
  public PrivacyChoice(PrivacyMode mode, @Nullable String keyFile, double risk) {
    this(mode, keyFile, risk, FieldTreatments.KEEP);
  }

  public PrivacyChoice {
    requireNonNull(mode, "mode is null");
    requireNonNull(fields, "fields is null");
    if (mode.needsKey() && keyFile == null) {
      throw new IllegalArgumentException(mode + " needs a key");
    }
    if (!(risk >= 0 && risk <= 1)) {
      throw new IllegalArgumentException("the bound of the risk is " + risk);
    }
  }

  /** Whether anything of a document is not written as it stands. */
  public boolean hides() {
    return mode != PrivacyMode.KEEP || fields.hides();
  }

  /** The key that the mode needs; null where it needs none. */
  public @Nullable PrivacyKey key() {
    String file = keyFile;
    return file == null || !mode.needsKey() ? null : PrivacyKey.read(Path.of(file));
  }
}
