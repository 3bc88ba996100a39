package dev.cartulary.benchmarks;

/** The least number of characters to insert, delete or change to make one text of another. */
final class EditDistance {
  private EditDistance() {}

  /** Needs time for {@code a.length() * b.length()} steps and memory for one row of them. */
  static int between(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j - 1], row[j]));
      }
    }
    return row[b.length()];
  }
}
