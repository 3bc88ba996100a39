package dev.cartulary.charts;

/** What a figure is beside one's own; each has a colour, a filling and a mark. */
public enum Tone {
  /** One's own: a disc. */
  OWN("own", "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z"),
  /** Lower than one's own: a diamond. */
  LOWER("lower", "m0 -5l5 5l-5 5l-5 -5Z"),
  /** Not lower: a square. */
  HIGHER("higher", "m-3.5 -3.5h7v7h-7Z");

  private final String style;
  private final String shape;

  Tone(String style, String shape) {
    this.style = style;
    this.shape = shape;
  }

  String style() {
    return style;
  }

  /** As an SVG path around the place where it stands. */
  String shape() {
    return shape;
  }
}
