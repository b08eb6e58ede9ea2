package io.campuspulse.store.embedded;

import io.questdb.cairo.CairoEngine;
import io.questdb.griffin.FunctionFactory;
import io.questdb.griffin.engine.functions.bool.AndFunctionFactory;
import io.questdb.griffin.engine.functions.eq.EqSymStrFunctionFactory;
import io.questdb.griffin.engine.functions.lt.LtIntFunctionFactory;
import io.questdb.griffin.engine.functions.lt.LtTimestampFunctionFactory;
import java.nio.file.Path;
import java.util.List;

/**
 * QuestDB's engine with the few SQL functions that our queries use. Loading all thousand of them
 * takes half of the time to start.
 */
final class QuestEngine extends CairoEngine {
  QuestEngine(Path root) {
    super(new QuestConfiguration(root));
  }

  @Override
  protected Iterable<FunctionFactory> getFunctionFactories() {
    return List.of(
        new AndFunctionFactory(),
        new EqSymStrFunctionFactory(),
        new LtIntFunctionFactory(),
        new LtTimestampFunctionFactory());
  }
}
