package dev.cartulary.retrieval;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.util.List;

/** Regularised logistic regression by liblinear; the same lessons give the same weights. */
final class LogisticTrainer {
  private static final double TOLERANCE = 1e-3;

  private LogisticTrainer() {}

  /**
   * Weights that tell right rows from others.
   *
   * @param rows of features with ascending numbers from 1 on
   * @param right of each row
   * @param features the largest number
   * @param cost of an error against that of large weights
   * @return weights, that of feature n at n; at 0 the bias
   */
  static double[] train(List<Feature[]> rows, boolean[] right, int features, double cost) {
    Linear.disableDebugOutput();
    Problem problem = new Problem();
    problem.l = rows.size();
    problem.n = features + 1;
    problem.bias = 1;
    problem.x = new Feature[problem.l][];
    problem.y = new double[problem.l];
    for (int i = 0; i < problem.l; i++) {
      Feature[] row = rows.get(i);
      Feature[] all = new Feature[row.length + 1];
      System.arraycopy(row, 0, all, 0, row.length);
      all[row.length] = new FeatureNode(features + 1, 1);
      problem.x[i] = all;
      problem.y[i] = right[i] ? 1 : 0;
    }
    Model model = Linear.train(problem, new Parameter(SolverType.L2R_LR, cost, TOLERANCE));
    double[] found = model.getFeatureWeights();
    double sign = model.getLabels()[0] == 1 ? 1 : -1;
    double[] weights = new double[features + 1];
    if (model.getNrClass() == 1) {
      throw new IllegalArgumentException("all rows are alike: nothing tells them apart");
    }
    for (int n = 1; n <= features; n++) {
      weights[n] = sign * found[n - 1];
    }
    weights[0] = sign * found[features];
    return weights;
  }
}
