package io.campuspulse.simulator.city;

import java.util.Locale;
import java.util.Set;

/** The registry file of one generated school. */
final class SchoolText {
  /** Points that a room brings on average, with its share of everything else. */
  private static final double POINTS_PER_ROOM = 10.3;

  private final Head head;
  private final int points;
  private final Makes makes;
  private final StringBuilder spaces = new StringBuilder();
  private final StringBuilder equipment = new StringBuilder();
  private final StringBuilder devices = new StringBuilder();
  private int machines;

  /** What heads the file: short key, school code, division, names. */
  record Head(String key, String id, String division, String zh, String en) {}

  private record Kind(String type, String zh, String en, int area, int capacity) {}

  private static final Kind CLASSROOM = new Kind("classroom", "教室", "Classroom", 72, 48);
  private static final Kind WORKSHOP =
      new Kind("training_room", "实训室", "Training Workshop", 150, 36);
  private static final Kind LIBRARY = new Kind("library", "阅览室", "Reading Room", 200, 100);
  private static final Kind HALL = new Kind("sports_venue", "体育馆", "Sports Hall", 800, 180);
  private static final Kind OFFICE = new Kind("office", "办公室", "Office", 60, 16);
  private static final Kind CANTEEN = new Kind("canteen", "食堂", "Canteen", 600, 350);

  private static final String[][] MACHINES = {
    {"cnc", "数控机床", "CNC Machine", "11kW"},
    {"lathe", "车床", "Lathe", "7.5kW"},
    {"welder", "焊机", "Welder", "12kW"},
    {"robot", "工业机器人", "Industrial Robot", "6kW"},
    {"printer_3d", "3D 打印机", "3D Printer", "500W"},
    {"vr_headset", "VR 头显", "VR Headset", "30W"}
  };

  SchoolText(Head head, int points, Set<String> conventions) {
    this.head = head;
    this.points = points;
    this.makes = new Makes(head.key(), conventions);
  }

  String text() {
    int rooms = Math.max(8, (int) (points / POINTS_PER_ROOM));
    int workshops = Math.max(2, rooms * 30 / 100);
    int readingRooms = Math.max(1, rooms * 4 / 100);
    int halls = Math.max(1, rooms * 3 / 100);
    int offices = Math.max(1, rooms * 8 / 100);
    int classrooms = rooms - workshops - readingRooms - halls - offices - 1;
    rooms("a", CLASSROOM, classrooms);
    rooms("a", OFFICE, offices);
    rooms("b", WORKSHOP, workshops);
    rooms("c", LIBRARY, readingRooms);
    rooms("d", HALL, halls);
    rooms("d", CANTEEN, 1);
    for (String building : new String[] {"a", "b", "c", "d"}) {
      String id = head.key() + "-" + building;
      makes.device(devices, "building-meter", id + "-main", "building: " + id);
    }
    makes.device(devices, "grid", head.key() + "-grid", school());
    makes.device(devices, "solar", head.key() + "-pv", school());
    makes.device(devices, "water", head.key() + "-water", school());
    makes.device(devices, "weather", head.key() + "-weather", school());
    int students = classrooms * 40 + workshops * 12;
    return top(students)
        + "spaces:\n"
        + spaces
        + "equipment:\n"
        + equipment
        + makes.profiles()
        + "devices:\n"
        + devices;
  }

  private String school() {
    return "school: \"" + head.id() + "\"";
  }

  private String top(int students) {
    String buildings =
        building("a", "教学楼", "Teaching Building")
            + building("b", "实训楼", "Training Building")
            + building("c", "图书馆", "Library Building")
            + building("d", "文体中心", "Sports and Student Centre");
    return "# Written by the simulator's CityGenerator; the school is fictional.\n"
        + "school:\n"
        + ("  id: \"" + head.id() + "\"\n")
        + ("  division: \"" + head.division() + "\"\n")
        + ("  name: {zh: " + head.zh() + ", en: " + head.en() + "}\n")
        + ("  students: " + students + "\n")
        + """
        defaults:
          convention: campus
          interval: 1m
          opening_hours: {mon-fri: 07:30-21:30, sat: 08:00-17:00}
          opening_hours_of:
            library: {mon-fri: 08:00-22:00, "sat, sun": 09:00-17:00}
            sports_venue: {mon-fri: 08:00-21:00, "sat, sun": 08:00-18:00}
            canteen: {mon-fri: "06:30-08:30, 11:00-13:30, 17:00-19:00"}
            office: {mon-fri: 08:00-17:30}
        buildings:
        """
        + buildings;
  }

  private String building(String letter, String zh, String en) {
    return "  - {id: " + head.key() + "-" + letter + ", name: {zh: " + zh + ", en: " + en + "}}\n";
  }

  private void rooms(String building, Kind kind, int count) {
    for (int n = 1; n <= count; n++) {
      String letter = kind.type().substring(0, 1);
      String id = String.format("%s-%s-%s%03d", head.key(), building, letter, n);
      int area = kind.area() + n * 7 % 5 * (kind.area() / 20);
      spaces.append(
          String.format(
              Locale.ROOT,
              "  - {id: %s, building: %s-%s, name: {zh: %s %d, en: %s %d}, type: %s, area_m2: %d,"
                  + " capacity: %d}\n",
              id,
              head.key(),
              building,
              kind.zh(),
              n,
              kind.en(),
              n,
              kind.type(),
              area,
              kind.capacity()));
      instruments(id, kind, n);
    }
  }

  private void instruments(String space, Kind kind, int n) {
    String subject = "space: " + space;
    makes.device(devices, "room-controller", space + "-room", subject);
    makes.device(devices, "air", space + "-air", subject);
    boolean large = kind.area() > 100;
    makes.device(devices, large ? "hall-meter" : "room-meter", space + "-meter", subject);
    if (n % 4 != 0) {
      makes.device(devices, "people-counter", space + "-people", subject);
    }
    if (kind.equals(WORKSHOP)) {
      String[] machine = MACHINES[n % MACHINES.length];
      for (int m = 0; m < 2; m++) {
        String id = String.format("%s-m%03d", head.key(), ++machines);
        equipment.append(
            String.format(
                Locale.ROOT,
                "  - {id: %s, space: %s, kind: %s, rated_power: %s, name: {zh: %s %d, en: %s %d}}\n",
                id,
                space,
                machine[0],
                machine[3],
                machine[1],
                machines,
                machine[2],
                machines));
        makes.device(devices, m == 0 ? "machine" : "plug", id + "-meter", "equipment: " + id);
      }
    }
  }
}
