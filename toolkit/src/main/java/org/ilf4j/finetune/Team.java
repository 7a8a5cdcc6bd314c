package org.ilf4j.finetune;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.ilf4j.progress.InterruptedWorkException;

/**
 * Workers side by side, each on one thread. Gradients are always summed in the passes' order, so
 * the number of workers changes the time and not one bit of the result.
 */
final class Team implements AutoCloseable {
  private final List<Worker> workers = new ArrayList<>();
  private final ExecutorService threads;
  private final int threadsBefore;
  private final Thread exit = new Thread(this::awaitEnd, "ilf4j-training-exit");

  Team(int size, Weights weights, NDManager manager) {
    threadsBefore = JniUtils.getNumThreads();
    JniUtils.setNumThreads(1);
    for (int i = 0; i < size; i++) {
      workers.add(new Worker(weights, manager));
    }
    threads =
        Executors.newFixedThreadPool(
            size,
            work -> {
              Thread thread = new Thread(() -> alone(work), "ilf4j-training");
              thread.setDaemon(true);
              return thread;
            });
    Runtime.getRuntime().addShutdownHook(exit);
  }

  /** PyTorch keeps its number of threads for each of its callers apart. */
  private static void alone(Runnable work) {
    JniUtils.setNumThreads(1);
    work.run();
  }

  /** Computes the passes and leaves the sum of their gradients with {@link #first}. */
  double run(List<Pass> passes) {
    double loss = 0;
    for (int from = 0; from < passes.size(); from += workers.size()) {
      int round = Math.min(workers.size(), passes.size() - from);
      List<Callable<Double>> work = new ArrayList<>();
      for (int i = 0; i < round; i++) {
        Worker worker = workers.get(i);
        Pass pass = passes.get(from + i);
        work.add(() -> worker.run(pass));
      }
      for (double part : await(work)) {
        loss += part;
      }
      workers.subList(1, round).forEach(first()::take);
    }
    return loss;
  }

  /** The worker that holds the sum. */
  Worker first() {
    return workers.get(0);
  }

  private List<Double> await(List<Callable<Double>> work) {
    try {
      List<Double> results = new ArrayList<>();
      for (Future<Double> future : threads.invokeAll(work)) {
        results.add(future.get());
      }
      return results;
    } catch (InterruptedException e) {
      throw new InterruptedWorkException(
          "Interrupted while fine-tuning; the last state is kept where a directory was given.");
    } catch (ExecutionException e) {
      throw new IllegalStateException("A training pass failed: " + e.getCause(), e.getCause());
    }
  }

  @Override
  public void close() {
    awaitEnd();
    workers.forEach(Worker::close);
    JniUtils.setNumThreads(threadsBefore);
    try {
      Runtime.getRuntime().removeShutdownHook(exit);
    } catch (IllegalStateException e) {
      // Java is ending already, and the hook has done its work.
    }
  }

  /** A pass in the middle of its work may lose neither its arrays nor, as Java ends, PyTorch. */
  private void awaitEnd() {
    threads.shutdown();
    boolean interrupted = false;
    while (!threads.isTerminated()) {
      try {
        threads.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
