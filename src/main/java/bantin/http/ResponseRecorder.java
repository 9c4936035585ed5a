package bantin.http;

import java.util.Map;

/**
 * Receives a copy of the finished response if it is in the data of the request under {@link #KEY}, to store it for
 * other requests.
 */
public interface ResponseRecorder {

    String KEY = ResponseRecorder.class.getName();

    /**
     * @param headers the response headers, without {@code Content-Length}
     * @param body the whole JSON, also if this client gets 304 or sent HEAD
     * @param exact false if it has values that change without a write
     */
    void keep(int status, Map<String, String> headers, byte[] body, boolean exact);
}
