package io.campuspulse.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A TCP proxy on 127.0.0.1 that can misbehave: swallow what it reads without passing it on (a
 * half-open connection), cut all connections, or let through only so many more bytes.
 */
public final class FaultProxy implements Closeable {
  private final ServerSocket listener;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean stalled;
  private long bytesToClient = Long.MAX_VALUE;
  private volatile boolean closed;

  /** Starts forwarding to a port of 127.0.0.1. */
  public FaultProxy(int target) {
    this.target = target;
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon(this::accept);
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** Passes nothing on in either direction; connections stay open and are still accepted. */
  public void stall() {
    lock.lock();
    try {
      stalled = true;
    } finally {
      lock.unlock();
    }
  }

  /** Passes on again, what was held back included. */
  public void heal() {
    lock.lock();
    try {
      stalled = false;
      bytesToClient = Long.MAX_VALUE;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Lets through this many more bytes to the client, then stalls that direction. */
  public void stallAfterBytesToClient(long bytes) {
    lock.lock();
    try {
      bytesToClient = bytes;
    } finally {
      lock.unlock();
    }
  }

  /** Closes all connections; new ones are accepted. */
  public void cut() {
    sockets.forEach(FaultProxy::close);
    sockets.clear();
  }

  private void accept() {
    while (!closed) {
      try {
        Socket client = listener.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        sockets.add(client);
        sockets.add(server);
        daemon(() -> pump(client, server, false));
        daemon(() -> pump(server, client, true));
      } catch (IOException e) {
        // the listener was closed, or the server is away: the client sees its connection end
      }
    }
  }

  private void pump(Socket from, Socket to, boolean toClient) {
    byte[] buffer = new byte[8192];
    try (from;
        to) {
      int read = from.getInputStream().read(buffer);
      while (read > 0) {
        int sent = 0;
        while (sent < read) {
          int part = permitted(read - sent, toClient);
          to.getOutputStream().write(buffer, sent, part);
          sent += part;
        }
        read = from.getInputStream().read(buffer);
      }
    } catch (IOException | InterruptedException e) {
      // one side is gone; both are closed
    }
  }

  private int permitted(int wanted, boolean toClient) throws InterruptedException {
    lock.lock();
    try {
      while (stalled || (toClient && bytesToClient == 0)) {
        changed.await();
      }
      if (!toClient) {
        return wanted;
      }
      int part = (int) Math.min(wanted, bytesToClient);
      bytesToClient -= bytesToClient == Long.MAX_VALUE ? 0 : part;
      return part;
    } finally {
      lock.unlock();
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "fault-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // closed anyway
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
    heal();
  }
}
