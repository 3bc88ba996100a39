package dev.cartulary.picture;

import java.io.Serializable;
import java.util.List;

/** Some pages of a document, in their order. */
public record PagePictures(List<PagePicture> all) implements Serializable {
  public PagePictures {
    all = List.copyOf(all);
  }
}
