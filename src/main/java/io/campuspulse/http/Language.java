package io.campuspulse.http;

import io.campuspulse.model.Name;
import java.util.List;
import java.util.Locale;

/** The languages of sentences. */
enum Language {
  ZH("zh-CN"),
  EN("en");

  private static final int MAX_HEADER = 500;
  private final String tag;

  Language(String tag) {
    this.tag = tag;
  }

  /** The tag for {@code Content-Language}. */
  String tag() {
    return tag;
  }

  String of(Name name) {
    return this == ZH ? name.zh() : name.en();
  }

  /** The language that an {@code Accept-Language} header prefers; English without one. */
  static Language preferred(String header) {
    if (header == null || header.length() > MAX_HEADER) {
      return EN;
    }
    try {
      List<Locale.LanguageRange> ranges = Locale.LanguageRange.parse(header);
      for (Locale.LanguageRange range : ranges) {
        if (range.getWeight() > 0 && range.getRange().startsWith("zh")) {
          return ZH;
        }
        if (range.getWeight() > 0 && range.getRange().startsWith("en")) {
          return EN;
        }
      }
    } catch (IllegalArgumentException e) {
      return EN;
    }
    return EN;
  }
}
