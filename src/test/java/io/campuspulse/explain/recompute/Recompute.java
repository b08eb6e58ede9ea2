package io.campuspulse.explain.recompute;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** One recipe per metric, by METRICS. */
public final class Recompute {
  private static final Map<String, Function<Bundle, Numbers>> RECIPES = new TreeMap<>();

  static {
    RECIPES.put("space_frequency", SpaceRecipes::frequency);
    RECIPES.put("seat_occupancy", SpaceRecipes::seats);
    RECIPES.put("space_utilization", SpaceRecipes::utilization);
    RECIPES.put("planned_vs_actual", SpaceRecipes::planned);
    RECIPES.put("planned_vs_actual_persons", SpaceRecipes::plannedPersons);
    RECIPES.put("no_show_rate", SpaceRecipes::noShow);
    RECIPES.put("unbooked_use_rate", SpaceRecipes::unbooked);
    RECIPES.put("purpose_mix", SpaceRecipes::purposes);
    RECIPES.put("open_sharing_hours", SpaceRecipes::sharing);
    RECIPES.put("practical_delivery_rate", SpaceRecipes::practicals);
    RECIPES.put("hands_on_minutes_per_place", SpaceRecipes::handsOn);
    RECIPES.put("equipment_allocation", b -> OtherRecipes.planned(b, false, false));
    RECIPES.put("equipment_utilization", b -> OtherRecipes.planned(b, true, true));
    RECIPES.put("equipment_availability", b -> OtherRecipes.planned(b, true, false));
    RECIPES.put("rated_hours_rate", OtherRecipes::ratedHours);
    RECIPES.put("standby_share", OtherRecipes::standby);
    RECIPES.put("energy_use", EnergyRecipes::use);
    RECIPES.put("energy_use_kgce", EnergyRecipes::kgce);
    RECIPES.put(
        "energy_use_intensity",
        b -> EnergyRecipes.per(EnergyRecipes.use(b), b.ingredient("mean_area")));
    RECIPES.put(
        "energy_per_student",
        b -> EnergyRecipes.per(EnergyRecipes.use(b), b.ingredient("mean_students")));
    RECIPES.put("off_hours_share", EnergyRecipes::offHours);
    RECIPES.put("empty_room_waste", b -> EnergyRecipes.waste(b, null));
    RECIPES.put("empty_room_waste_share", EnergyRecipes::wasteShare);
    RECIPES.put("empty_room_waste_carbon", b -> EnergyRecipes.waste(b, "grid_factor."));
    RECIPES.put("empty_room_waste_cost", b -> EnergyRecipes.waste(b, "yuan_per_kwh."));
    RECIPES.put("base_load", SeriesRecipes::baseLoad);
    RECIPES.put("peak_demand", SeriesRecipes::peakDemand);
    RECIPES.put("load_factor", SeriesRecipes::loadFactor);
    RECIPES.put("pv_self_consumption", b -> EnergyRecipes.pv(b, "gen"));
    RECIPES.put("pv_self_sufficiency", b -> EnergyRecipes.pv(b, "load"));
    RECIPES.put("carbon_emissions", EnergyRecipes::carbon);
    RECIPES.put("avoided_energy", DayRecipes::avoided);
    RECIPES.put("co2_compliance", b -> OtherRecipes.rule(b, "co2."));
    RECIPES.put("thermal_comfort", DayRecipes::thermal);
    RECIPES.put("illuminance_compliance", b -> OtherRecipes.rule(b, "lux."));
    RECIPES.put("lights_on_empty", OtherRecipes::lamps);
    RECIPES.put("water_use", EnergyRecipes::water);
    RECIPES.put(
        "water_per_student",
        b -> EnergyRecipes.per(EnergyRecipes.water(b), b.ingredient("mean_students")));
    RECIPES.put("night_water_flow", SeriesRecipes::nightFlow);
    for (String counted : Set.of("digital_coverage", "automation_share")) {
      RECIPES.put(counted, OtherRecipes::counted);
    }
    for (String card : Set.of("informatization", "intelligence", "green")) {
      RECIPES.put("scorecard_" + card, OtherRecipes::counted);
      RECIPES.put("scorecard_" + card + "_declared", OtherRecipes::counted);
    }
    RECIPES.put("basic_conditions", OtherRecipes::conditions);
    RECIPES.put("data_completeness", b -> OtherRecipes.quality(b, "filled", "expected"));
    RECIPES.put("data_timeliness", b -> OtherRecipes.quality(b, "on_time", "timed"));
    RECIPES.put("data_validity", b -> OtherRecipes.quality(b, "valid", "distinct"));
    RECIPES.put("data_uniqueness", b -> OtherRecipes.quality(b, "distinct", "records"));
    RECIPES.put("data_consistency", EnergyRecipes::consistency);
  }

  private Recompute() {}

  /** The metrics that have a recipe. */
  public static Set<String> metrics() {
    return Set.copyOf(RECIPES.keySet());
  }

  /** The figure of a bundle, as it must have been published. */
  public static Numbers figure(JsonNode json) {
    Bundle bundle = new Bundle(json);
    if (bundle.nothing()) {
      return Numbers.NOTHING;
    }
    Numbers made = RECIPES.get(json.get("metric").asText()).apply(bundle);
    return made.published(bundle.to() - bundle.from());
  }

  /** The figure of one purpose of a bundle. */
  public static Numbers purpose(JsonNode json, String label) {
    Bundle bundle = new Bundle(json);
    return bundle.nothing()
        ? Numbers.NOTHING
        : SpaceRecipes.purpose(bundle, label).published(bundle.to() - bundle.from());
  }
}
