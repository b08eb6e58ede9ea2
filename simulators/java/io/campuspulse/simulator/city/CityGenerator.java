package io.campuspulse.simulator.city;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Writes the registry of a fictional Wenzhou and Taizhou with many schools of mixed size, as a
 * registry folder: {@code city.yaml} and one file a school. Equal plans give equal bytes.
 */
public final class CityGenerator {
  /** Districts and county-level cities: division code, Chinese and English name. */
  private static final String[][] DISTRICTS = {
    {"330302", "鹿城", "Lucheng"},
    {"330303", "龙湾", "Longwan"},
    {"330304", "瓯海", "Ouhai"},
    {"330305", "洞头", "Dongtou"},
    {"330324", "永嘉", "Yongjia"},
    {"330326", "平阳", "Pingyang"},
    {"330327", "苍南", "Cangnan"},
    {"330328", "文成", "Wencheng"},
    {"330329", "泰顺", "Taishun"},
    {"330381", "瑞安", "Ruian"},
    {"330382", "乐清", "Yueqing"},
    {"330383", "龙港", "Longgang"},
    {"331002", "椒江", "Jiaojiang"},
    {"331003", "黄岩", "Huangyan"},
    {"331004", "路桥", "Luqiao"},
    {"331022", "三门", "Sanmen"},
    {"331023", "天台", "Tiantai"},
    {"331024", "仙居", "Xianju"},
    {"331081", "温岭", "Wenling"},
    {"331082", "临海", "Linhai"},
    {"331083", "玉环", "Yuhuan"}
  };

  private static final String[][] TRADES = {
    {"机电", "Mechatronics"},
    {"信息", "Information"},
    {"鞋服", "Fashion"},
    {"汽车", "Automotive"},
    {"建筑", "Construction"},
    {"旅游", "Tourism"},
    {"模具", "Tooling"}
  };

  private final Plan plan;

  /**
   * How large the city is.
   *
   * @param largeSchools schools of the double-high plan's size
   * @param smallSchools schools of about a quarter of that
   * @param points about how many points all schools have together
   * @param conventions payload conventions that devices may speak; those that the installation
   *     cannot decode are left out, and {@code campus} speaks in their place
   */
  public record Plan(int largeSchools, int smallSchools, int points, Set<String> conventions) {
    public Plan {
      if (largeSchools < 0 || smallSchools < 0 || largeSchools + smallSchools < 1) {
        throw new IllegalArgumentException("a city needs at least one school");
      }
      conventions = Set.copyOf(conventions);
    }

    /** 23 large schools and 8 small ones, about 60,000 points. */
    public static Plan wenzhouAndTaizhou(Set<String> conventions) {
      return new Plan(23, 8, 60_000, conventions);
    }
  }

  public CityGenerator(Plan plan) {
    this.plan = plan;
  }

  /**
   * Writes the registry into a folder, which is created.
   *
   * @return the files written
   */
  public List<Path> write(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.createDirectories(folder.resolve("schools"));
    Path city = folder.resolve("city.yaml");
    Files.writeString(
        city,
        """
        # Written by the simulator's CityGenerator; all schools are fictional.
        id: wenzhou-taizhou
        name: {zh: 温台职教创新高地, en: Wenzhou and Taizhou}
        grid_region: zhejiang
        zone: Asia/Shanghai
        """);
    files.add(city);
    double weight = plan.largeSchools() + plan.smallSchools() * 0.25;
    for (int i = 0; i < plan.largeSchools() + plan.smallSchools(); i++) {
      double share = i < plan.largeSchools() ? 1 : 0.25;
      int points = (int) (plan.points() * share / weight);
      String[] district = DISTRICTS[i % DISTRICTS.length];
      String[] trade = TRADES[i % TRADES.length];
      String key = String.format("s%02d", i + 1);
      Path file = folder.resolve("schools").resolve(key + "-" + lower(district[2]) + ".yaml");
      SchoolText.Head head =
          new SchoolText.Head(
              key,
              district[0] + String.format("%04d", 1_001 + i),
              district[0],
              district[1] + trade[0] + "职业技术学校（虚拟）",
              district[2] + " " + trade[1] + " Vocational School (fictional)");
      Files.writeString(file, new SchoolText(head, points, plan.conventions()).text());
      files.add(file);
    }
    return files;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
