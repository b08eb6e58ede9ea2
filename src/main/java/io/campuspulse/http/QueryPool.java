package io.campuspulse.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** The bounded threads on which questions are answered, and the bounded line in front of them. */
final class QueryPool {
  private final WorkerExecutor workers;
  private final HttpSettings.Limits limits;
  private final AtomicInteger inside = new AtomicInteger();

  QueryPool(Vertx vertx, String name, HttpSettings.Limits limits) {
    this.limits = limits;
    this.workers =
        vertx.createSharedWorkerExecutor(
            name, limits.workers(), limits.answer().toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Questions that wait or are being answered. */
  int inside() {
    return inside.get();
  }

  /**
   * Runs work on a worker; fails with a {@link ProblemException} when too many wait or it takes too
   * long.
   */
  <T> Future<T> run(Callable<T> work) {
    if (inside.incrementAndGet() > limits.workers() + limits.maxWaiting()) {
      inside.decrementAndGet();
      return Future.failedFuture(
          Problem.of(
                  Problem.Kind.OVERLOADED,
                  "等待中的查询过多，请稍后重试",
                  "too many queries are waiting; try again in a second")
              .exception());
    }
    return workers
        .executeBlocking(work, false)
        .onComplete(done -> inside.decrementAndGet())
        .timeout(limits.answer().toMillis(), TimeUnit.MILLISECONDS)
        .recover(e -> Future.failedFuture(e instanceof TimeoutException ? tooSlow() : e));
  }

  private ProblemException tooSlow() {
    long seconds = limits.answer().toSeconds();
    return Problem.of(
            Problem.Kind.UNAVAILABLE,
            "未能在 " + seconds + " 秒内得到回答；请缩小查询或稍后重试",
            "there was no answer within " + seconds + " seconds; ask for less, or try again later")
        .exception();
  }

  Future<Void> close() {
    return workers.close();
  }
}
