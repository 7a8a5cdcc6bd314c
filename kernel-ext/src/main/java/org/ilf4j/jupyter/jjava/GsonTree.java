package org.ilf4j.jupyter.jjava;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.Method;
import java.util.Map;

/**
 * Maps to and from the kernel's own JSON tree. JJava 1.0a8 carries gson under another package name
 * than 1.0-a6, so its classes are found through a method that returns one.
 */
final class GsonTree {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  private final Class<?> objectType;
  private final Object gson;
  private final Method fromJson;

  /**
   * Finds the kernel's gson.
   *
   * @param objectType the kernel's {@code JsonObject} class
   */
  GsonTree(Class<?> objectType) throws ReflectiveOperationException {
    this.objectType = objectType;
    Class<?> gsonType =
        Class.forName(objectType.getPackageName() + ".Gson", true, objectType.getClassLoader());
    this.gson = gsonType.getConstructor().newInstance();
    this.fromJson = gsonType.getMethod("fromJson", String.class, Class.class);
  }

  Class<?> objectType() {
    return objectType;
  }

  /** A tree as a map. */
  Map<String, Object> map(Object tree) {
    try {
      return tree == null ? Map.of() : MAPPER.readValue(tree.toString(), MAP);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The front end sent no JSON object: " + tree, e);
    }
  }

  /** A map as a tree. */
  Object tree(Map<String, Object> map) throws ReflectiveOperationException {
    try {
      return fromJson.invoke(gson, MAPPER.writeValueAsString(map), objectType);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("This message is no JSON: " + map, e);
    }
  }

  /** Adds a map's entries to a tree. */
  void fill(Object tree, Map<String, Object> map) throws ReflectiveOperationException {
    Class<?> elementType =
        Class.forName(
            objectType.getPackageName() + ".JsonElement", true, objectType.getClassLoader());
    Method add = objectType.getMethod("add", String.class, elementType);
    Method get = objectType.getMethod("get", String.class);
    Object source = tree(map);
    for (String key : map.keySet()) {
      add.invoke(tree, key, get.invoke(source, key));
    }
  }
}
