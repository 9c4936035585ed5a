package bantin.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** HTTP/1.1 over a socket. The request target is sent as it is, and the response is returned as it came. */
public final class RawHttp {

    private final int port;

    public RawHttp(int port) {
        this.port = port;
    }

    /**
     * @param headers each as one line
     * @return the whole response: status line, headers in order, body; its bytes as ISO 8859-1
     */
    public String send(String method, String target, String... headers) {
        var request = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + List.of(headers).stream().map(line -> line + "\r\n").collect(Collectors.joining()) + "\r\n";
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + target, e);
        }
    }

    public static int status(String response) {
        return Integer.parseInt(response.substring(9, 12));
    }
}
