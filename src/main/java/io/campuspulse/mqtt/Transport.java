package io.campuspulse.mqtt;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.paho.client.mqttv3.internal.NetworkModule;

/**
 * The TCP or TLS connection under a Paho client, made by us for four reasons: it can be cut at any
 * moment from any thread, whatever Paho's threads wait for; TCP_NODELAY is on; reads have no
 * time-out (Paho's own, of one second, loses the first byte of a packet whose header is split by a
 * stall); and system calls are saved by a read buffer and by sending queued PUBACKs in one write.
 */
final class Transport implements NetworkModule {
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
  private static final byte[] DISCONNECT = {(byte) 0xE0, 0};
  private static final int BUFFER_BYTES = 1 << 16;

  private final MqttSettings settings;
  private final SSLSocketFactory tls;
  private final AtomicLong acksExpected = new AtomicLong();
  private volatile long acksWritten;
  private volatile Socket plain;
  private volatile Socket socket;
  private volatile AckGathering out;
  private volatile boolean aborted;

  /** Takes the factory for TLS, or null for plain TCP. */
  Transport(MqttSettings settings, SSLSocketFactory tls) {
    this.settings = settings;
    this.tls = tls;
  }

  @Override
  public void start() throws IOException {
    String host = settings.broker().getHost().replaceAll("[\\[\\]]", "");
    plain = connect(host);
    plain.setTcpNoDelay(true);
    plain.setKeepAlive(true);
    socket = tls == null ? plain : handshake(host);
  }

  private Socket connect(String host) throws IOException {
    IOException failure = new IOException("no address for " + host);
    for (InetAddress address : InetAddress.getAllByName(host)) {
      Socket attempt = new Socket();
      plain = attempt;
      if (aborted) {
        throw new IOException("connection attempt was given up");
      }
      try {
        attempt.connect(
            new InetSocketAddress(address, settings.port()),
            (int) settings.timing().connectTimeout().toMillis());
        return attempt;
      } catch (IOException e) {
        attempt.close();
        failure = e;
      }
    }
    throw failure;
  }

  private SSLSocket handshake(String host) throws IOException {
    SSLSocket secure = (SSLSocket) tls.createSocket(plain, host, settings.port(), true);
    SSLParameters parameters = secure.getSSLParameters();
    parameters.setProtocols(PROTOCOLS);
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secure.setSSLParameters(parameters);
    secure.setSoTimeout((int) settings.timing().connectTimeout().toMillis());
    secure.startHandshake();
    secure.setSoTimeout(0);
    return secure;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES) {
      @Override
      public synchronized int available() throws IOException {
        return count > pos ? count - pos : super.available(); // Paho asks before every packet
      }
    };
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    out = new AckGathering(socket.getOutputStream());
    return out;
  }

  @Override
  public void stop() {
    abort();
  }

  @Override
  public String getServerURI() {
    return settings.broker().toString();
  }

  /** Cuts the connection, or the attempt to make it, at once. Any thread. */
  void abort() {
    aborted = true;
    close(plain);
  }

  /**
   * Ends our direction after what was written, so that the broker reads it all and closes. With
   * {@code disconnect} it is told that this is no accident. (Paho's own disconnect leaves a thread
   * waiting for ever when the line breaks at that moment.) When the line is blocked, cuts it.
   */
  void finishWriting(boolean disconnect) {
    AckGathering stream = out;
    boolean idle = stream != null && acksWritten() && stream.lock.tryLock();
    if (!idle) {
      abort();
      return;
    }
    try {
      if (disconnect) {
        stream.write(DISCONNECT, 0, DISCONNECT.length);
      }
      plain.shutdownOutput();
    } catch (IOException e) {
      abort();
    } finally {
      stream.lock.unlock();
    }
  }

  /** Announces PUBACKs: written ones are held back until the last announced one follows. */
  void expectAcks(int number) {
    acksExpected.addAndGet(number);
  }

  /** Whether all announced PUBACKs have left. */
  boolean acksWritten() {
    return acksWritten >= acksExpected.get();
  }

  private static void close(Socket socket) {
    if (socket != null) {
      try {
        socket.close();
      } catch (IOException e) {
        // it is gone either way
      }
    }
  }

  /** Gathers PUBACKs, which Paho's sender thread flushes one by one. */
  private final class AckGathering extends OutputStream {
    private static final int PUBACK_BYTES = 4;
    private static final byte PUBACK = 0x40;

    private final ReentrantLock lock = new ReentrantLock();
    private final OutputStream out;
    private final byte[] held = new byte[8192];
    private int heldBytes;
    private long acks;

    AckGathering(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      lock.lock();
      try {
        if (length == PUBACK_BYTES && bytes[offset] == PUBACK) {
          System.arraycopy(bytes, offset, held, heldBytes, length);
          heldBytes += length;
          acks++;
          if (acks >= acksExpected.get() || heldBytes == held.length) {
            release();
          }
        } else {
          release();
          out.write(bytes, offset, length);
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    private void release() throws IOException {
      out.write(held, 0, heldBytes);
      heldBytes = 0;
      acksWritten = acks;
    }

    @Override
    public void flush() throws IOException {
      out.flush(); // sockets do not buffer; held acknowledgements wait for the last announced one
    }
  }
}
