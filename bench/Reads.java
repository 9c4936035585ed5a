import bantin.article.ArticleReadModel;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reading articles and lists: from memory, and from the database. */
final class Reads {

    private static final String OURS = "**Bản Tin**";
    private static final String CONSTANT = "bare Vert.x server, the same bytes and headers as a constant";
    private static final String NGINX = "nginx, the same bytes in a file";
    private static final String PGBENCH = "`pgbench -M prepared`, the same statement by key, no HTTP, %d connections";
    private static final Set<String> OF_THE_SERVER = Set.of("content-length", "transfer-encoding");
    private static final String GZIP = "Accept-Encoding: gzip";
    private static final int CONNECTIONS = 64;
    private static final int COLD = 100_000;
    private static final int COLD_CONNECTIONS = 16;

    private final Path app;
    private final boolean quick;
    private final Path archives;
    private final Map<String, Page.Table> tables = new LinkedHashMap<>();
    private final Map<String, Constant> constants = new HashMap<>();
    private Server server;
    private Server withoutMemory;
    private int articles;
    private String article;

    /** @param archives where archives that are there need not be written again */
    Reads(Path app, boolean quick, Path archives) {
        this.app = app;
        this.quick = quick;
        this.archives = archives;
    }

    void run() throws Exception {
        var page = new StringBuilder();
        var machine = "";
        var how = CONNECTIONS + " connections for what is in memory, " + COLD_CONNECTIONS + " for what is not."
                + " Median of 3 runs of 6 s, in turn.";
        for (int number : quick ? new int[] {10_000} : new int[] {10_000, 1_000_000}) {
            articles = number;
            tables.clear();
            page.append(measure());
            machine = Page.machine(server, "bench/run reads", how);
            withoutMemory.stop();
            server.stop();
        }
        System.out.println(page);
        if (!quick) {
            Page.write("reads", machine + page);
        }
    }

    private String measure() throws Exception {
        server = Server.start(app, archives.resolve("data-" + articles));
        if (!Archive.isFilled(archives, articles)) {
            Tools.say("writing %,d articles", articles);
            try (var connection = server.connect()) {
                Archive.fill(connection, articles);
            }
        }
        article = "/api/v1/articles/" + articles / 2;
        withoutMemory = server.another(app, Map.of("BANTIN_CACHE_MAX_SIZE", "0"));
        warmUp();
        int rounds = quick ? 1 : 3;
        for (int round = 1; round <= rounds; round++) {
            Tools.say("%,d articles, round %d of %d", articles, round, rounds);
            fromMemory("a hot article", article, List.of());
            fromMemory("a hot article, gzip", article, List.of(GZIP));
            fromMemory("a hot article that the reader has already (304)", article, List.of("If-None-Match: " + etag(article)));
            fromMemory("a hot list of 20", "/api/v1/articles", List.of());
            cold();
        }
        var page = new StringBuilder("\n### With %,d articles\n".formatted(articles));
        tables.values().forEach(page::append);
        for (var constant : constants.values()) {
            Tools.stop(constant.process);
        }
        constants.clear();
        return page.toString();
    }

    private int seconds() {
        return quick ? 4 : 6;
    }

    private Page.Table table(String title, String unit) {
        return tables.computeIfAbsent(title, any -> new Page.Table(title, unit, OURS));
    }

    private String etag(String path) throws IOException, InterruptedException {
        return server.get(path).headers().firstValue("ETag").orElseThrow();
    }

    private void warmUp() throws Exception {
        Tools.say("warming up");
        for (int i = 0; i < (quick ? 1 : 2); i++) {
            Load.wrk(CONNECTIONS, seconds(), server.uri(article).toString(), List.of());
            Load.wrk(CONNECTIONS, seconds(), server.uri("/api/v1/articles").toString(), List.of());
        }
        for (int i = 0; i < (quick ? 3 : 10); i++) {
            coldOurs();
        }
    }

    // ---- From memory ------------------------------------------------------------------------------------------------

    private void fromMemory(String what, String path, List<String> headers) throws Exception {
        Tools.say("%s", what);
        var table = table("Get " + what, "answers a second");
        var answer = answer(path, headers);
        table.add(OURS, fromMemory(server.process, server.uri(path).toString(), headers));
        table.add(CONSTANT, constant(answer, path, headers));
        if (answer.statusCode() == 200) {
            table.add(NGINX, nginx(answer, path, headers));
        }
    }

    private Load.Result fromMemory(Process process, String url, List<String> headers) throws Exception {
        return Load.withCpu(process, seconds(), () -> Load.wrk(CONNECTIONS, seconds(), url, headers));
    }

    private HttpResponse<byte[]> answer(String path, List<String> headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server.uri(path));
        headers.forEach(header -> request.header(header.split(": ")[0], header.split(": ", 2)[1]));
        return Server.HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private Load.Result constant(HttpResponse<byte[]> answer, String path, List<String> headers) throws Exception {
        var server = constants.get(path + headers);
        if (server == null) {
            server = startConstant(answer, path);
            constants.put(path + headers, server);
            for (int i = 0; i < (quick ? 1 : 3); i++) {
                Load.wrk(CONNECTIONS, seconds(), server.url, headers);
            }
        }
        return fromMemory(server.process, server.url, headers);
    }

    private record Constant(Process process, String url) {}

    private Constant startConstant(HttpResponse<byte[]> answer, String path) throws Exception {
        var lines = new ArrayList<String>();
        answer.headers().map().forEach((name, values) -> {
            if (!OF_THE_SERVER.contains(name)) {
                lines.add(name + ": " + values.get(0));
            }
        });
        int port = Tools.freePort();
        var head = Files.write(Tools.WORK.resolve("head-" + port), lines);
        var body = Files.write(Tools.WORK.resolve("body-" + port), answer.body());
        var process = Tools.start(
                new ProcessBuilder(Server.JAVA, "-Xmx256m", "-cp",
                        System.getProperty("java.class.path"), "ConstantAnswer", String.valueOf(port),
                        String.valueOf(answer.statusCode()), head.toString(), body.toString()),
                "constant.log");
        Thread.sleep(1500);
        return new Constant(process, "http://127.0.0.1:" + port + path);
    }

    private Load.Result nginx(HttpResponse<byte[]> answer, String path, List<String> headers) throws Exception {
        var root = Files.createDirectories(Tools.WORK.resolve("nginx"));
        var file = Files.write(root.resolve("answer"), answer.body());
        int port = Tools.freePort();
        var encoding = answer.headers().firstValue("Content-Encoding").map("add_header Content-Encoding %s;"::formatted);
        Files.writeString(root.resolve("nginx.conf"), """
                # the directory is ours alone
                user %4$s;
                worker_processes auto;
                pid %1$s/pid;
                error_log %1$s/error.log;
                events { worker_connections 1024; }
                http {
                    access_log off;
                    sendfile on;
                    tcp_nopush on;
                    keepalive_requests 100000000;
                    open_file_cache max=100;
                    default_type application/json;
                    server {
                        listen 127.0.0.1:%2$d;
                        location / { root %1$s; try_files /answer =404; %3$s }
                    }
                }
                """.formatted(root, port, encoding.orElse(""), System.getProperty("user.name")));
        var process = Tools.start(
                new ProcessBuilder("nginx", "-c", root.resolve("nginx.conf").toString(), "-g", "daemon off;"), "nginx.log");
        Thread.sleep(500);
        var result = fromMemory(process, "http://127.0.0.1:" + port + path, headers);
        Tools.stop(process);
        Files.delete(file);
        return result;
    }

    // ---- From the database ------------------------------------------------------------------------------------------

    private void cold() throws Exception {
        Tools.say("a cold article");
        var table = table("Get an article that is not in memory", "articles a second");
        table.add(OURS, coldOurs());
        var script = "\\set id random(1, " + Math.min(COLD, articles) + ")\n"
                + (ArticleReadModel.SELECT + ArticleReadModel.BODY + " from article a" + ArticleReadModel.JOINED).replaceAll("\\s+", " ")
                + " where a.id = :id;\n";
        for (int connections : new int[] {4, COLD_CONNECTIONS}) {
            table.add(PGBENCH.formatted(connections), Load.pgbench(server, connections, seconds(), script));
        }
    }

    private Load.Result coldOurs() throws IOException, InterruptedException {
        return Load.wrk(COLD_CONNECTIONS, seconds(), withoutMemory.uri("").toString(), "GET", "even",
                String.valueOf(Math.min(COLD, articles)), "/api/v1/articles/");
    }
}
