package bantin.testsupport;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A minimal TCP load balancer. Each connection goes to the next node whose latest readiness check returned 200. Checks
 * are made four times a second, and nothing is retried.
 */
public final class Balancer implements AutoCloseable {

    private static final int BETWEEN_CHECKS_MILLIS = 250;

    private final ServerSocket listener;
    private final List<Integer> ports = new CopyOnWriteArrayList<>();
    private final List<Integer> ready = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final ExecutorService pipes = Executors.newCachedThreadPool();
    private final ScheduledExecutorService checks = Executors.newSingleThreadScheduledExecutor();

    public Balancer() throws IOException {
        listener = new ServerSocket(0, 200);
        pipes.submit(this::accept);
        checks.scheduleWithFixedDelay(this::check, 0, BETWEEN_CHECKS_MILLIS, TimeUnit.MILLISECONDS);
    }

    public int port() {
        return listener.getLocalPort();
    }

    public void add(int port) {
        ports.add(port);
    }

    public void remove(int port) {
        ports.remove(Integer.valueOf(port));
    }

    /** Whether the balancer sends requests to this node now. */
    public boolean uses(int port) {
        return ready.contains(port);
    }

    private void check() {
        for (int port : ports) {
            if (!isReady(port)) {
                ready.remove(Integer.valueOf(port));
            } else if (!ready.contains(port)) {
                ready.add(port);
            }
        }
        ready.retainAll(ports);
    }

    private static boolean isReady(int port) {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(2_000);
            socket.getOutputStream()
                    .write("GET /q/health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes());
            return new String(socket.getInputStream().readNBytes(12)).equals("HTTP/1.1 200");
        } catch (IOException e) {
            return false;
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                pipes.submit(() -> connect(client));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void connect(Socket client) {
        try (client) {
            var nodes = List.copyOf(ready);
            var port = nodes.get(Math.floorMod(turn.getAndIncrement(), nodes.size()));
            try (var node = new Socket("127.0.0.1", port)) {
                var request = pipes.submit(() -> pipe(client.getInputStream(), node));
                pipe(node.getInputStream(), client);
                client.shutdownInput();
                request.cancel(true);
            }
        } catch (IOException | RuntimeException e) {
            // the client sees the end of its connection
        }
    }

    private static Void pipe(InputStream from, Socket to) throws IOException {
        from.transferTo(to.getOutputStream());
        to.shutdownOutput();
        return null;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        checks.shutdownNow();
        pipes.shutdownNow();
    }
}
