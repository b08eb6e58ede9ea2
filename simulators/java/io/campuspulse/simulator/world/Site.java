package io.campuspulse.simulator.world;

import io.campuspulse.model.Building;
import io.campuspulse.model.Equipment;
import io.campuspulse.model.School;
import io.campuspulse.model.Scope;
import io.campuspulse.model.Space;
import io.campuspulse.registry.Campus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A school as the world sees it: its rooms and machines in registry order, with their keys. */
final class Site {
  final School school;
  final long key;
  final List<Building> buildings;
  final List<Room> rooms;
  final List<Machine> machines;
  private final Map<String, Integer> buildingIndex = new LinkedHashMap<>();
  private final Map<String, Integer> roomIndex = new LinkedHashMap<>();
  private final Map<String, Integer> machineIndex = new LinkedHashMap<>();

  /** A space with its key and place. */
  record Room(int index, Space space, long key, int building) {}

  /**
   * A machine with its key, its room's index, its number among the room's machines, and its
   * behaviour.
   */
  record Machine(int index, Equipment equipment, long key, int room, int place, MachineKind kind) {}

  Site(Campus campus, School school) {
    this.school = school;
    this.key = Dice.key(school.id());
    this.buildings = campus.buildingsOf(school.id());
    List<Room> roomList = new ArrayList<>();
    List<Machine> machineList = new ArrayList<>();
    for (Building building : buildings) {
      int b = buildingIndex.size();
      buildingIndex.put(building.id(), b);
      for (Space space : campus.spacesOf(building.id())) {
        Room room = new Room(roomList.size(), space, Dice.key(space.id()), b);
        roomIndex.put(space.id(), room.index());
        roomList.add(room);
        int place = 0;
        for (Equipment e : campus.equipmentOf(space.id())) {
          machineIndex.put(e.id(), machineList.size());
          machineList.add(
              new Machine(
                  machineList.size(),
                  e,
                  Dice.key(e.id()),
                  room.index(),
                  place++,
                  MachineKind.of(e)));
        }
      }
    }
    this.rooms = List.copyOf(roomList);
    this.machines = List.copyOf(machineList);
  }

  /** The index of a scope's thing among those of its level; 0 for the school itself. */
  int indexOf(Scope scope) {
    return switch (scope.level()) {
      case BUILDING -> buildingIndex.get(scope.id());
      case SPACE -> roomIndex.get(scope.id());
      case EQUIPMENT -> machineIndex.get(scope.id());
      case SCHOOL, CITY -> 0;
    };
  }
}
