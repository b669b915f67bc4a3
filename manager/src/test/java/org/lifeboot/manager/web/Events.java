package org.lifeboot.manager.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads server-sent events.
final class Events implements AutoCloseable {

  /// One event.
  record Event(String name, String id, String data) {}

  private final BufferedReader lines;

  private Events(BufferedReader lines) {
    this.lines = lines;
  }

  static Events of(HttpClient client, HttpRequest request) {
    try {
      var response = client.send(request, BodyHandlers.ofInputStream());
      if (response.statusCode() != 200) {
        throw new AssertionError("status " + response.statusCode());
      }
      return new Events(
          new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8)));
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// The next event's name.
  String next() {
    return nextEvent().name();
  }

  Event nextEvent() {
    String name = "";
    String id = "";
    var data = new ArrayList<String>();
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty() && !name.isEmpty()) {
          return new Event(name, id, String.join("\n", data));
        }
        if (line.startsWith("event: ")) {
          name = line.substring(7);
        } else if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("data: ")) {
          data.add(line.substring(6));
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return new Event("closed", "", "");
  }

  void until(String name) {
    while (!next().equals(name)) {
      // the parts come in their order
    }
  }

  /// The name of the next event with this in its data.
  String untilData(String part) {
    Event event = nextEvent();
    while (!event.data().contains(part) && !event.name().equals("closed")) {
      event = nextEvent();
    }
    return event.name();
  }

  /// All events to the end.
  List<Event> rest() {
    var all = new ArrayList<Event>();
    for (Event event = nextEvent(); !event.name().equals("closed"); event = nextEvent()) {
      all.add(event);
    }
    return all;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
