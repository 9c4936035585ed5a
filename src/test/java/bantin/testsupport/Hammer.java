package bantin.testsupport;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection that posts views one after another, with minimal HTTP. */
public final class Hammer implements Closeable {

    private final Socket socket;
    private final InputStream in;

    public Hammer(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(30_000);
        in = new BufferedInputStream(socket.getInputStream());
    }

    public record Answer(int status, String body) {

        /** The count after the view. */
        public long views() {
            return Json.read(body).get("views").longValue();
        }

        public boolean counted() {
            return status == 200;
        }
    }

    /**
     * @param headers lines that end in CR LF, or nothing
     * @throws IOException if there was no complete response
     */
    public Answer post(long articleId, String headers) throws IOException {
        send(articleId, headers);
        return receive();
    }

    public void send(long articleId, String headers) throws IOException {
        var request = "POST /api/v1/articles/" + articleId + "/views HTTP/1.1\r\nHost: localhost\r\n" + headers
                + "Content-Length: 0\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    public Answer receive() throws IOException {
        var status = Integer.parseInt(line().split(" ")[1]);
        int length = 0;
        for (var line = line(); !line.isEmpty(); line = line()) {
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).trim());
            }
        }
        var body = in.readNBytes(length);
        if (body.length < length) {
            throw new IOException("the answer ended early");
        }
        return new Answer(status, new String(body, StandardCharsets.UTF_8));
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the connection ended");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
