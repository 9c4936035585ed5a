package bantin.http;

import java.util.Map;

/** Whoever put it into the data of a request under {@link #KEY} gets the finished answer too, to keep it for others. */
public interface ResponseRecorder {

    String KEY = ResponseRecorder.class.getName();

    /**
     * @param headers as they leave, but for {@code Content-Length}
     * @param body JSON, whole, also where this caller gets 304 or asked for the head only
     * @param exact false where it shows what moves by itself
     */
    void keep(int status, Map<String, String> headers, byte[] body, boolean exact);
}
