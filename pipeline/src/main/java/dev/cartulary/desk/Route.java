package dev.cartulary.desk;

import org.jspecify.annotations.Nullable;

/** What can be asked for; nothing else can, and no address is a file. */
enum Route {
  QUEUE("GET", "/"),
  DOCUMENT("GET", "/document"),
  PICTURE("GET", "/picture"),
  STYLE("GET", "/desk.css"),
  SCRIPT("GET", "/desk.js"),
  DECIDE("POST", "/decide"),
  LEAVE("POST", "/leave");

  private final String method;
  private final String path;

  Route(String method, String path) {
    this.method = method;
    this.path = path;
  }

  static @Nullable Route of(String path) {
    for (Route route : values()) {
      if (route.path.equals(path)) {
        return route;
      }
    }
    return null;
  }

  String method() {
    return method;
  }

  String path() {
    return path;
  }
}
