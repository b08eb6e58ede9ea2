package io.campuspulse.registry;

import io.campuspulse.model.Name;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What training places are used for (METRICS §5 "Purposes"). */
public enum Purpose {
  INTERNSHIP_TRAINING("实习实训", "Internship training"),
  ENTERPRISE_PRODUCTION("企业生产", "Enterprise production"),
  SOCIAL_TRAINING("社会培训", "Social training"),
  TEACHER_RESEARCH_TRAINING("教师教研培训", "Teacher research and training"),
  SKILLS_APPRAISAL("职业技能鉴定", "Skills appraisal"),
  INNOVATION_ENTREPRENEURSHIP("创新创业", "Innovation and entrepreneurship"),
  TECHNICAL_SERVICES("技术服务", "Technical services"),
  PROFESSIONAL_EXPERIENCE("职业体验", "Professional experience");

  /** The label of use that no booking gives a purpose. */
  public static final String UNSPECIFIED = "unspecified";

  /** The display name of {@link #UNSPECIFIED}. */
  public static final Name UNSPECIFIED_NAME = new Name("未注明", "Unspecified");

  private final Name name;

  Purpose(String zh, String en) {
    this.name = new Name(zh, en);
  }

  /** The label in files, facts and the API. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Name displayName() {
    return name;
  }

  /** Finds a purpose by its label. */
  public static Optional<Purpose> byId(String id) {
    return Arrays.stream(values()).filter(p -> p.id().equals(id)).findFirst();
  }

  /** All labels, {@link #UNSPECIFIED} last. */
  public static List<String> labels() {
    List<String> labels = new ArrayList<>();
    Arrays.stream(values()).map(Purpose::id).forEach(labels::add);
    labels.add(UNSPECIFIED);
    return List.copyOf(labels);
  }
}
