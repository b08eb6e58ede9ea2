package io.campuspulse.metrics;

import java.util.List;

/** What a formula takes from elsewhere than facts. */
interface Needs {
  /** Nothing. */
  Needs NOTHING = (sums, context) -> List.of();

  /** The mean floor area of the figure's spaces. */
  Needs AREA =
      (sums, context) ->
          List.of(
              new Metric.Ingredient(
                  "mean_area",
                  DatedMeans.area(context),
                  "m²",
                  "registry: areas of spaces, mean over the judged local days"));

  /** The mean number of students; none unless the figure is about whole schools. */
  Needs STUDENTS =
      (sums, context) ->
          DatedMeans.schools(context).isEmpty()
              ? List.of()
              : List.of(
                  new Metric.Ingredient(
                      "mean_students",
                      DatedMeans.students(DatedMeans.schools(context), context),
                      "persons",
                      "registry: students of schools, mean over the judged local days"));

  /** The ingredients of one figure. */
  List<Metric.Ingredient> of(FactSums sums, Metric.FigureContext context);
}
