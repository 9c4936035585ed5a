import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/** Articles that are created, published and edited one by one, and what each costs server and database. */
final class Writes {

    private static final String PUBLISH = "?publish=true";
    private static final int CONNECTIONS = 4;
    private static final int STORIES = 20_000;
    private static final int FEW = 2_000;
    private static final int MANY = 200_000;
    private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");

    private final Path app;
    private final boolean quick;
    private final int upTo;
    private final Path archives;
    private final Archive texts = Archive.ofTexts();
    private final AtomicInteger number = new AtomicInteger();
    private final StringBuilder page = new StringBuilder();
    private List<String> stories;

    /**
     * @param upTo how many articles the larger archive may have
     * @param archives where an archive of so many articles may be, which is then copied; otherwise one of 200,000 is written
     */
    Writes(Path app, boolean quick, int upTo, Path archives) {
        this.app = app;
        this.quick = quick;
        this.upTo = upTo;
        this.archives = archives;
    }

    void run() throws Exception {
        stories = new ArrayList<>();
        for (int i = 0; i < STORIES; i++) {
            stories.add(texts.story(i));
        }
        var machine = "";
        int many = Archive.isFilled(archives, upTo) ? upTo : MANY;
        for (int articles : quick || upTo < MANY ? new int[] {FEW} : new int[] {FEW, many}) {
            var data = Tools.WORK.resolve("data-" + articles);
            if (Archive.isFilled(archives, articles)) {
                Tools.say("copying %,d articles", articles);
                Tools.run(List.of("cp", "-r", archives.resolve("data-" + articles).toString(), data.toString()));
            }
            var server = Server.start(app, data);
            if (!Archive.isFilled(archives, articles)) {
                Tools.say("writing %,d articles", articles);
                try (var connection = server.connect()) {
                    Archive.fill(connection, articles);
                }
                Archive.index(server, articles);
            }
            page.append("\n### Beginning with %,d articles\n\n".formatted(articles));
            page.append("| | requests a second | p50 | p99 | CPU ms each: server | database | both afterwards |\n");
            page.append("|---|---:|---:|---:|---:|---:|---:|\n");
            ours(server, Cpu.postmaster(data));
            pgbench(server, Cpu.postmaster(data));
            if (articles == FEW && !quick) {
                directus(server, Cpu.postmaster(data));
                machine = Page.machine(server, "bench/run writes" + (upTo < MANY ? " --up-to=" + upTo : ""),
                        CONNECTIONS + " connections. One run of 20 s each, in turn, after two minutes of creating and editing.");
            }
            server.stop();
        }
        System.out.println(page);
        if (!quick) {
            Page.write("writes", machine + page);
        }
    }

    private void ours(Server server, ProcessHandle postmaster) throws Exception {
        var written = new Calls(server.process, postmaster, Map.of("Authorization", "Bearer " + server.adminKey()));
        var articles = server.uri("/api/v1/articles");
        var published = server.uri("/api/v1/articles?publish=true");
        row("**Bản Tin**: create and publish, in the first seconds after a start",
                written.during(seconds(), any -> written.post(published, story())));
        var item = server.uri("/api/v1/articles/");
        warmUp(written, published, item, PUBLISH, any -> story());
        row("**Bản Tin**: create and publish, one request", written.during(seconds(), any -> written.post(published, story())));
        row("**Bản Tin**: edit the title of what is published, publish", written.during(seconds(), titleEdits(written, item, PUBLISH)));
        row("**Bản Tin**: edit the title of what is published, save", written.during(seconds(), titleEdits(written, item, "")));
        row("**Bản Tin**: create a draft", written.during(seconds(), any -> written.post(articles, story())));
        var drafts = written.ids();
        row("**Bản Tin**: publish a draft", written.during(seconds(), i -> i < drafts.size()
                ? written.post(item.resolve(drafts.get(i) + "/publish"), "{}")
                : null));
    }

    /** Compilers at run time use more than the requests do until they have seen enough of them. */
    private void warmUp(Calls written, URI items, URI item, String query, IntFunction<String> story) throws Exception {
        Tools.say("warming up");
        written.during(quick ? 10 : 60, i -> written.post(items, story.apply(i)));
        written.during(quick ? 10 : 60, titleEdits(written, item, query));
    }

    /** Of what the last requests created. */
    private static IntFunction<HttpRequest> titleEdits(Calls written, URI item, String query) {
        var ids = written.ids();
        return i -> written.patch(item.resolve(ids.get(i % ids.size()) + query), "{\"title\": \"Tiêu đề mới, lần sửa thứ " + i + "\"}");
    }

    private String story() {
        // titles of their own, so that nobody looks for a number behind a slug
        int next = number.incrementAndGet();
        return stories.get(next % STORIES).replaceFirst("\", \"lead", " " + next + "\", \"lead");
    }

    private int seconds() {
        return quick ? 8 : 20;
    }

    /** The same rows with the same triggers, by one statement. */
    private void pgbench(Server server, ProcessHandle postmaster) throws Exception {
        var body = server.sql("select replace(body, '''', '''''') from article order by id desc limit 1").replace("\":", "\": ");
        var script = """
                \\set tag random(1, 4998)
                \\set contributor random(1, 2000)
                \\set section random(1, 60)
                with ids as (
                    select nextval('article_seq') as id, nextval('byline_seq') as byline, nextval('revision_seq') as revision),
                a as (
                    insert into article (id, version, revision, status, locale, slug, title, lead, section_id, body, published_at,
                                         first_published_at, created_at, updated_at)
                    select id, 1, 1, 'published', 'vi', 'bench-' || id, '%1$s', '%1$s', :section, '%2$s', now(), now(), now(), now()
                      from ids),
                r as (
                    insert into revision (id, article_id, number, title, content, section_id, tag_ids, contributor_ids, created_at)
                    select revision, id, 1, '%1$s', '%2$s', :section, array[:tag, :tag + 1, :tag + 2]::bigint[],
                           array[:contributor]::bigint[], now()
                      from ids)
                insert into byline (id, article_id, position, contributor_id, role)
                select byline, id, 0, :contributor, 'author' from ids;
                insert into article_tag (article_id, tag_id, position)
                select currval('article_seq'), :tag + n, n from generate_series(0, 2) n;
                """.formatted("Tin đồng quê mùa lũ trên sông", body);
        var cpu = Cpu.of(server.process, postmaster);
        var load = Load.pgbench(server, CONNECTIONS, seconds(), "begin;\n" + script + "commit;\n");
        var used = Cpu.of(server.process, postmaster).since(cpu);
        row("`pgbench -M prepared` inserting the same rows", new Measured(load, used.each(load.throughput() * seconds()), new Cpu(0, 0)));
    }

    private void directus(Server server, ProcessHandle postmaster) throws Exception {
        Directus directus;
        try {
            directus = Directus.start(server);
        } catch (IOException | IllegalStateException e) {
            Tools.say("Directus could not be started, and is left out: %s", e.getMessage());
            return;
        }
        var written = new Calls(directus.process, postmaster, Map.of("Authorization", "Bearer " + Directus.TOKEN));
        var items = directus.uri("/items/articles");
        IntFunction<String> stories = any -> directus.story(story(), number.get());
        var item = directus.uri("/items/articles/");
        warmUp(written, items, item, "", stories);
        row("Directus " + directus.version + ": create what is published, one request",
                written.during(seconds(), i -> written.post(items, stories.apply(i))));
        row("Directus " + directus.version + ": edit the title", written.during(seconds(), titleEdits(written, item, "")));
        directus.stop();
    }

    private record Measured(Load.Result load, Cpu each, Cpu afterwards) {}

    private void row(String what, Measured measured) {
        var load = measured.load;
        Tools.say("  %-60s %,8.1f /s  p50 %.1f ms  p99 %.1f ms  CPU %.2f + %.2f ms, afterwards %.2f + %.2f%s", what,
                load.throughput(), load.p50(), load.p99(), measured.each.server(), measured.each.database(),
                measured.afterwards.server(), measured.afterwards.database(),
                load.errors() == 0 ? "" : "  " + load.errors() + " ERRORS");
        page.append("| %s | %.1f | %s | %s | %.1f | %.1f | %.1f |%n".formatted(what, load.throughput(), Tools.millis(load.p50()),
                Tools.millis(load.p99()), measured.each.server(), measured.each.database(),
                Math.max(0, measured.afterwards.server() + measured.afterwards.database())));
    }

    /** Requests to one server by as many threads as there are connections. */
    private static final class Calls {

        private static final int AFTERWARDS_SECONDS = 5;

        private final Process server;
        private final ProcessHandle postmaster;
        private final Map<String, String> headers;
        private final ConcurrentLinkedQueue<String> ids = new ConcurrentLinkedQueue<>();

        Calls(Process server, ProcessHandle postmaster, Map<String, String> headers) {
            this.server = server;
            this.postmaster = postmaster;
            this.headers = new LinkedHashMap<>(headers);
        }

        HttpRequest post(URI uri, String json) {
            return request(uri, "application/json").POST(BodyPublishers.ofString(json)).build();
        }

        HttpRequest patch(URI uri, String json) {
            var type = uri.getPath().startsWith("/api/") ? "application/merge-patch+json" : "application/json";
            return request(uri, type).header("If-Match", "*").method("PATCH", BodyPublishers.ofString(json)).build();
        }

        private HttpRequest.Builder request(URI uri, String type) {
            var request = HttpRequest.newBuilder(uri).header("Content-Type", type);
            headers.forEach(request::header);
            return request;
        }

        /** Those that the last answers named. */
        List<String> ids() {
            return List.copyOf(ids);
        }

        /** @param requests the n-th request, from 0; null where there are no more */
        Measured during(int seconds, IntFunction<HttpRequest> requests) throws Exception {
            ids.clear();
            var idle = Cpu.of(server, postmaster);
            Thread.sleep(1000 * AFTERWARDS_SECONDS);
            var began = Cpu.of(server, postmaster);
            idle = began.since(idle);
            var next = new AtomicInteger();
            var errors = new AtomicInteger();
            var micros = new ConcurrentLinkedQueue<Long>();
            long start = System.nanoTime();
            long end = start + seconds * 1_000_000_000L;
            var threads = new ArrayList<Thread>();
            for (int i = 0; i < CONNECTIONS; i++) {
                threads.add(new Thread(() -> call(requests, next, end, micros, errors)));
            }
            threads.forEach(Thread::start);
            for (var thread : threads) {
                thread.join();
            }
            double took = (System.nanoTime() - start) / 1e9;
            var done = Cpu.of(server, postmaster);
            Thread.sleep(1000 * AFTERWARDS_SECONDS);
            var afterwards = Cpu.of(server, postmaster).since(done).since(idle);
            var sorted = micros.stream().sorted().toList();
            return new Measured(
                    new Load.Result(sorted.size() / took, sorted.get(sorted.size() / 2) / 1e3,
                            sorted.get(sorted.size() * 99 / 100) / 1e3, errors.get()),
                    done.since(began).each(sorted.size()),
                    afterwards.each(sorted.size()));
        }

        private void call(IntFunction<HttpRequest> requests, AtomicInteger next, long end, ConcurrentLinkedQueue<Long> micros,
                AtomicInteger errors) {
            while (System.nanoTime() < end) {
                var request = requests.apply(next.getAndIncrement());
                if (request == null) {
                    return;
                }
                long began = System.nanoTime();
                try {
                    var answer = Server.HTTP.send(request, BodyHandlers.ofString());
                    micros.add((System.nanoTime() - began) / 1000);
                    var id = ID.matcher(answer.body());
                    if (answer.statusCode() >= 300 || !id.find()) {
                        errors.incrementAndGet();
                    } else {
                        ids.add(id.group(1));
                    }
                } catch (IOException | InterruptedException e) {
                    errors.incrementAndGet();
                }
            }
        }
    }
}
