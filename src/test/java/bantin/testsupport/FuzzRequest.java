package bantin.testsupport;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One generated request.
 *
 * @param target path and query, as they are sent
 * @param headers without the key
 * @param authorization null where no key is sent
 * @param body null where there is none
 */
record FuzzRequest(
        String method,
        String target,
        FuzzRole role,
        String authorization,
        List<Map.Entry<String, String>> headers,
        byte[] body) {

    boolean isRead() {
        return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
    }

    URI uri(URI server) {
        return URI.create("http://" + server.getAuthority() + target);
    }

    Map<String, String> headersInSmallLetters() {
        return headers.stream()
                .collect(Collectors.toMap(header -> header.getKey().toLowerCase(), Map.Entry::getValue));
    }

    /** The body as text, with U+FFFD for what is no UTF-8; null where there is none. */
    String text() {
        return body == null || body.length == 0 ? null : new String(body, StandardCharsets.UTF_8);
    }

    boolean isUtf8() {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body == null ? new byte[0] : body));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** A command for a shell that sends it again; keys are variables. */
    String curl(URI server) {
        var command = new StringBuilder("curl -i --path-as-is -X " + method);
        if (method.equals("HEAD")) {
            command.append(" --head");
        }
        if (authorization != null) {
            var key = role.hasKey() ? "Bearer '\"$" + role + "\"'" : authorization;
            command.append(" -H 'Authorization: ").append(key).append('\'');
        }
        headers.forEach(header -> command.append(" -H ").append(quoted(header.getKey() + ": " + header.getValue())));
        if (body != null) {
            command.append(" --data-binary @-");
        }
        command.append(' ').append(quoted(uri(server).toString()));
        return body == null
                ? command.toString()
                : "echo " + Base64.getEncoder().encodeToString(body) + " | base64 -d | " + command + "\n# "
                        + shortened(new String(body, StandardCharsets.UTF_8));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static String shortened(String text) {
        return text.length() <= 600 ? text : text.substring(0, 600) + "… (" + text.length() + " characters)";
    }
}
