package io.campuspulse.app;

import io.campuspulse.model.Interval;
import io.campuspulse.model.Scope;
import io.campuspulse.query.Alarm;
import io.campuspulse.query.Answer;
import io.campuspulse.query.Changes;
import io.campuspulse.query.ChangesQuery;
import io.campuspulse.query.Explanation;
import io.campuspulse.query.FigureQuery;
import io.campuspulse.query.Figures;
import java.util.List;
import java.util.function.Supplier;

/** Figures of the setup in force: each question goes to the one that is there when it is asked. */
final class CurrentFigures implements Figures {
  private final Supplier<Figures> figures;

  CurrentFigures(Supplier<Figures> figures) {
    this.figures = figures;
  }

  @Override
  public Answer answer(FigureQuery query) {
    return figures.get().answer(query);
  }

  @Override
  public Answer answerAsOf(FigureQuery query, long recordedAtMillis) {
    return figures.get().answerAsOf(query, recordedAtMillis);
  }

  @Override
  public Explanation explain(FigureQuery query) {
    return figures.get().explain(query);
  }

  @Override
  public long revision() {
    return figures.get().revision();
  }

  @Override
  public List<Alarm> alarms(Scope scope, Interval range) {
    return figures.get().alarms(scope, range);
  }

  @Override
  public Changes changes(ChangesQuery query) {
    return figures.get().changes(query);
  }
}
