package dev.cartulary.decoder;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import dev.cartulary.checkpoint.ElementType;
import dev.cartulary.checkpoint.SafeTensors;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** A loaded TorchScript program. Arguments are JDK types; native memory is freed call by call. */
final class Program implements AutoCloseable {
  /**
   * Optimizing the program takes up to 0.3 s, which hundreds of steps earn back: the first answers
   * come sooner without (decision 0159).
   */
  static final int PLAIN_STEPS = 64;

  private final Model model;
  private final PtSymbolBlock block;
  private final boolean optimizable;
  private long steps;

  private Program(Model model, boolean optimizable) {
    this.model = model;
    this.optimizable = optimizable;
    this.block = (PtSymbolBlock) model.getBlock();
  }

  /**
   * Loads an archive for the use of this thread.
   *
   * @param threads that share one operation; at least 1
   */
  static Program load(byte[] archive, Libtorch libtorch, int threads) {
    // DJL would look for newer libraries and report its start to its makers.
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    libtorch.choose();
    Engine.getEngine("PyTorch");
    JniUtils.setNumThreads(threads);
    // What goes in is made in the processor's memory; the program moves it.
    Model model = Model.newInstance("decoder", ai.djl.Device.cpu(), "PyTorch");
    try {
      model.load(new ByteArrayInputStream(archive));
      // For a card the optimizing executor compiles kernels for shapes, and ours change with every
      // step.
      return new Program(model, libtorch.device().isProcessor());
    } catch (IOException failed) {
      model.close();
      throw new UncheckedIOException(failed);
    } catch (MalformedModelException | EngineException malformed) {
      model.close();
      throw new IllegalStateException("the decoder program does not load", malformed);
    }
  }

  /** Calls a method that answers a number; its arguments are as {@link Call#add} has them. */
  long call(String method, Object... arguments) {
    JniUtils.setGraphExecutorOptimize(false);
    try (Call call = new Call()) {
      for (Object argument : arguments) {
        call.add(argument);
      }
      return call.run(method).toLong();
    }
  }

  /** The step of the program. */
  float[] step(StepPlan plan) {
    JniUtils.setGraphExecutorOptimize(optimizable && steps >= PLAIN_STEPS);
    steps++;
    try (Call call = new Call()) {
      call.add(call.tensor(plan.tokens()));
      call.add(call.tensor(plan.positions()));
      call.add(call.tensor(plan.variants()));
      call.add(call.tensor(plan.last()));
      call.add(plan.numbers());
      call.add(plan.places().stream().map(call::tensor).toArray(PtNDArray[]::new));
      return call.run("step").toTensor(call.manager).toFloatArray();
    }
  }

  @Override
  public void close() {
    model.close();
  }

  /** The native values of one call, all of which end with it. */
  private final class Call implements AutoCloseable {
    final PtNDManager manager = (PtNDManager) model.getNDManager().newSubManager();
    private final List<IValue> values = new ArrayList<>();

    PtNDArray tensor(long[] numbers) {
      return (PtNDArray) manager.create(numbers, new Shape(numbers.length));
    }

    void add(Object argument) {
      values.add(value(argument));
    }

    private IValue value(Object argument) {
      if (argument instanceof Long number) {
        return IValue.from(number);
      }
      if (argument instanceof Integer number) {
        return IValue.from(number.longValue());
      }
      if (argument instanceof Double number) {
        return IValue.from(number);
      }
      if (argument instanceof Boolean flag) {
        return IValue.from(flag);
      }
      if (argument instanceof long[] numbers) {
        return IValue.listFrom(numbers);
      }
      if (argument instanceof List<?> numbers) {
        return IValue.listFrom(numbers.stream().mapToLong(n -> (Integer) n).toArray());
      }
      if (argument instanceof double[] numbers) {
        return IValue.from((PtNDArray) manager.create(numbers, new Shape(numbers.length)));
      }
      if (argument instanceof SafeTensors.Piece piece) {
        int count = piece.bytes().remaining() / piece.type().bytes();
        return IValue.from(manager.create(piece.bytes(), new Shape(count), type(piece.type())));
      }
      if (argument instanceof PtNDArray tensor) {
        return IValue.from(tensor);
      }
      if (argument instanceof PtNDArray[] tensors) {
        return IValue.listFrom(tensors);
      }
      throw new IllegalArgumentException("no native value for a " + argument.getClass());
    }

    /** DJL's own bfloat16 ends the JVM. */
    private static DataType type(ElementType type) {
      return switch (type) {
        case F32 -> DataType.FLOAT32;
        case F16 -> DataType.FLOAT16;
        case BF16 -> throw new IllegalArgumentException("bfloat16 is to be widened first");
      };
    }

    IValue run(String method) {
      IValue result = IValueUtils.runMethod(block, method, values.toArray(IValue[]::new));
      values.add(result);
      return result;
    }

    @Override
    public void close() {
      values.forEach(IValue::close);
      manager.close();
    }
  }
}
