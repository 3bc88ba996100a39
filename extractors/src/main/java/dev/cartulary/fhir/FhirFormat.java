package dev.cartulary.fhir;

import dev.cartulary.clinical.ClinicalFormat;
import java.io.InputStream;

public enum FhirFormat implements ClinicalFormat {
  JSON,
  XML;

  @Override
  public String mediaType() {
    return "";
  }

  @Override
  public boolean matches(InputStream bytes) {
    return false;
  }

  @Override
  public void render(InputStream bytes, PageSink pages) {}
}
