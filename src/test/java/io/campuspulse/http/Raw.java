package io.campuspulse.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A TCP client that sends what no HTTP client would. */
final class Raw {
  private static final int SILENCE_MILLIS = 2_000;
  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");

  private Raw() {}

  /** What the server says until its answer is whole, or it closes or falls silent. */
  static String exchange(int port, byte[] request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(SILENCE_MILLIS);
      socket.getOutputStream().write(request);
      socket.getOutputStream().flush();
      return read(socket.getInputStream());
    } catch (IOException e) {
      throw new AssertionError("no exchange with port " + port, e);
    }
  }

  private static String read(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        all.write(buffer, 0, n);
        if (whole(all)) {
          break;
        }
      }
    } catch (SocketTimeoutException e) {
      // silent: what came is all there is
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  private static boolean whole(ByteArrayOutputStream received) {
    String text = received.toString(StandardCharsets.ISO_8859_1);
    int head = text.indexOf("\r\n\r\n");
    Matcher length = LENGTH.matcher(text);
    return head >= 0
        && length.find()
        && text.length() - head - 4 >= Integer.parseInt(length.group(1));
  }
}
