package bantin.testsupport;

import com.fasterxml.jackson.databind.JsonNode;
import io.agroal.api.AgroalDataSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Sends generated requests one after another, and checks each response against {@code openapi.yaml} and the
 * permissions.
 */
public final class Fuzzer implements AutoCloseable {

    private static final int REPLENISH_EVERY = 60;
    private static final int MAX_FINDINGS = 20;

    private static final Pattern INSIDES =
            Pattern.compile("(\\\\t|\t)at [a-z]+\\.|Exception|org\\.hibernate|java\\.lang|bantin\\.[a-z]+\\.|SQLSTATE");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI server;
    private final AgroalDataSource database;
    private final long lastKey;
    private final Canaries canaries = new Canaries();
    private final Playground playground = new Playground(canaries);
    private final RequestGenerator generator;
    private final WriteWatch writes;

    /** By what was found, so that a violation that many requests cause is reported once. */
    private final Map<String, String> findings = new LinkedHashMap<>();

    /** For each operation which classes of statuses were answered, such as {@code 2} and {@code 4}. */
    private final Map<String, TreeSet<Integer>> reached = new TreeMap<>();

    private final Map<String, Integer> answers = new TreeMap<>();

    /** Into an empty newsroom; the clock stands still from now on. */
    public Fuzzer(URI server, AgroalDataSource database, long seed) {
        this.server = server;
        this.database = database;
        canaries.write();
        generator = new RequestGenerator(new Dice(seed), playground, canaries);
        writes = new WriteWatch(database);
        lastKey = ask("select max(id) from api_key");
        Contract.operations().forEach(operation -> reached.put(operation.name(), new TreeSet<>()));
    }

    /** An answer, decoded. */
    private record Answer(int status, String type, String headers, String body, JsonNode json, String etag) {}

    /** @return what was found, each with the request that found it */
    public List<String> send(int requests) {
        try (var log = new LogRecords()) {
            int told = 0;
            for (int i = 0; i < requests && findings.size() < MAX_FINDINGS; i++) {
                if (i % REPLENISH_EVERY == 0) {
                    playground.replenish();
                    writes.begin();
                }
                var request = generator.next(i < requests / 2 ? List.of() : notReached(2));
                var found = new ArrayList<String>();
                try {
                    check(request, answer(request), found);
                } catch (IOException | IllegalArgumentException e) {
                    found.add("no answer: " + e);
                }
                var alarming = log.alarming();
                alarming.stream().skip(told).forEach(entry -> found.add("logged: " + entry));
                told = alarming.size();
                for (var violation : found) {
                    findings.putIfAbsent(
                            keyOf(request, violation),
                            "request %d: %s%n%s".formatted(i, violation, request.curl(server)));
                }
            }
        }
        return List.copyOf(findings.values());
    }

    private String keyOf(FuzzRequest request, String violation) {
        var operation = operationOf(request);
        return (operation == null ? "" : operation.name())
                + violation.lines().findFirst().orElse("").replaceAll("\\d+", "0");
    }

    /** How many requests were answered with which class of statuses. */
    public String summary() {
        return "answers by status: " + answers;
    }

    /** Operations that no request was answered with this class of statuses: 2 or 4. */
    public List<String> notReached(int statusClass) {
        return reached.entrySet().stream()
                .filter(operation -> !operation.getValue().contains(statusClass))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Leaves no key that another test does not know. */
    @Override
    public void close() {
        FreshStart.empty();
        ask("with gone as (delete from api_key where id > " + lastKey + " returning id) select count(*) from gone");
    }

    private long ask(String sql) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Answer answer(FuzzRequest request) throws IOException {
        var sent = HttpRequest.newBuilder(request.uri(server)).timeout(Duration.ofSeconds(20));
        request.headers().forEach(header -> sent.setHeader(header.getKey(), header.getValue()));
        if (request.authorization() != null) {
            sent.setHeader("Authorization", request.authorization());
        }
        sent.method(
                request.method(),
                request.body() == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofByteArray(request.body()));
        try {
            return decoded(client.send(sent.build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Answer decoded(HttpResponse<byte[]> response) throws IOException {
        var headers = response.headers();
        var isGzip =
                headers.firstValue("Content-Encoding").filter("gzip"::equals).isPresent();
        var bytes = isGzip && response.body().length > 0
                ? new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes()
                : response.body();
        var type = headers.firstValue("Content-Type").orElse(null);
        var body = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        return new Answer(
                response.statusCode(),
                type,
                headers.map().toString(),
                body,
                body.isEmpty() || type == null || !type.contains("json") ? null : Json.read(body),
                headers.firstValue("ETag").orElse(null));
    }

    private void check(FuzzRequest request, Answer answer, List<String> found) {
        var path = request.uri(server).getPath();
        var exchange = new ContractCheck.Exchange(
                request.method(),
                request.uri(server),
                request.headersInSmallLetters(),
                request.text(),
                answer.status(),
                answer.type(),
                answer.body());
        ContractCheck.violationsOf(exchange).forEach(violation -> found.add(answer.status() + " " + violation));
        if (answer.status() >= 500) {
            found.add("a failure of ours: " + answer.status() + " " + answer.body());
        }
        if (answer.status() >= 400 && !request.method().equals("HEAD")) {
            Contract.violationsOfProblem(answer.type(), answer.body())
                    .forEach(violation -> found.add(answer.status() + " " + violation));
        }
        if (INSIDES.matcher(answer.body()).find()) {
            found.add("shows its insides: " + answer.body());
        }
        canaries.shownTo(request, path, answer.headers() + answer.body())
                .forEach(word -> found.add("shows " + word + " to " + request.role() + ": " + answer.body()));
        writes.writtenWithoutRight(request, answer.status())
                .forEach(table -> found.add(answer.status() + " has written into " + table));
        checkRole(request, path, answer, found);
        note(request, path, answer);
    }

    private void checkRole(FuzzRequest request, String path, Answer answer, List<String> found) {
        var operation = operationOf(request);
        var needsKey = operation != null && !operation.isPublic();
        var isDone = answer.status() < 400 && !request.method().equals("OPTIONS");
        if (isDone && path.startsWith("/api/") && request.role().hasBadKey()) {
            found.add(answer.status() + " with a bad key");
        }
        if (isDone && needsKey && !request.role().hasKey()) {
            found.add(answer.status() + " without a key");
        }
        var isJson = operation != null
                && operation.json().has("requestBody")
                && !operation.template().endsWith("/views");
        if (isDone && isJson && !request.isUtf8()) {
            found.add(answer.status() + " for what is no UTF-8");
        }
    }

    private void note(FuzzRequest request, String path, Answer answer) {
        var operation = operationOf(request);
        answers.merge(answer.status() / 100 + "xx", 1, Integer::sum);
        if (operation != null) {
            reached.get(operation.name()).add(answer.status() / 100);
        }
        if (answer.status() < 300) {
            playground.learn(path, answer.json(), request.isRead() ? answer.etag() : null);
        }
    }

    private Contract.Operation operationOf(FuzzRequest request) {
        return Contract.find(request.method(), request.uri(server)).orElse(null);
    }
}
