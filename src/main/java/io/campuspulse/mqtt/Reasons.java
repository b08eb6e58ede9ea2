package io.campuspulse.mqtt;

/** Turns exceptions of Paho and the network into short sentences. */
final class Reasons {
  private Reasons() {}

  /** The messages along the chain of causes, without repetition. */
  static String of(Throwable failure) {
    StringBuilder text = new StringBuilder();
    for (Throwable t = failure; t != null; t = t.getCause()) {
      String message = t.getMessage() == null ? t.getClass().getSimpleName() : t.getMessage();
      boolean says = !message.equals("MqttException") || t.getCause() == null;
      if (says && text.indexOf(message) < 0) {
        text.append(text.isEmpty() ? "" : ": ").append(message);
      }
    }
    return text.isEmpty() ? "closed" : text.toString();
  }
}
