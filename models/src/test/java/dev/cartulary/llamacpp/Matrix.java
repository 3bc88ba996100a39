package dev.cartulary.llamacpp;

import java.util.Arrays;

/** A tensor of one or two dimensions, row after row. */
final class Matrix {
  private final int rows;
  private final int columns;
  private final float[] numbers;

  /**
   * A tensor of these numbers, which nobody changes.
   *
   * @param rows 0 for a vector
   */
  Matrix(int rows, int columns, float[] numbers) {
    if (numbers.length != Math.max(1, rows) * columns) {
      throw new IllegalArgumentException(
          "%d numbers are not %d times %d".formatted(numbers.length, rows, columns));
    }
    this.rows = rows;
    this.columns = columns;
    this.numbers = numbers;
  }

  static Matrix vector(float... numbers) {
    return new Matrix(0, numbers.length, numbers);
  }

  /** 0 for a vector. */
  int rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

  float[] numbers() {
    return numbers;
  }

  Matrix plus(float offset) {
    float[] sums = numbers.clone();
    for (int i = 0; i < sums.length; i++) {
      sums[i] += offset;
    }
    return new Matrix(rows, columns, sums);
  }

  Matrix times(double factor) {
    float[] products = numbers.clone();
    for (int i = 0; i < products.length; i++) {
      products[i] = (float) (products[i] * factor);
    }
    return new Matrix(rows, columns, products);
  }

  Matrix withZeroRow() {
    return new Matrix(rows + 1, columns, Arrays.copyOf(numbers, numbers.length + columns));
  }

  Matrix slice(int from, int to) {
    return new Matrix(
        to - from, columns, Arrays.copyOfRange(numbers, from * columns, to * columns));
  }

  /** The numbers that a rotation pairs beside each other, where they were half a head apart. */
  Matrix rotaryPairs(int heads) {
    int width = rows == 0 ? 1 : columns;
    int size = numbers.length / width / heads;
    float[] moved = new float[numbers.length];
    for (int row = 0; row < heads * size; row++) {
      int in = row % size;
      int from = row - in + in % 2 * (size / 2) + in / 2;
      System.arraycopy(numbers, from * width, moved, row * width, width);
    }
    return new Matrix(rows, columns, moved);
  }
}
