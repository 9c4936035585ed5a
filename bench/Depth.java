import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The first page of a list beside its deepest, by a node that keeps nothing in memory. */
final class Depth {

    private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");
    private static final Pattern NEXT = Pattern.compile("\"nextCursor\":\"([^\"]+)\"");
    private static final int CONNECTIONS = 4;
    private static final Map<String, String> LISTS = new LinkedHashMap<>();

    static {
        LISTS.put("All articles", "");
        LISTS.put("A section with those below it", "section=muc-1&");
        LISTS.put("A tag", "tag=the-1&");
        LISTS.put("A contributor", "contributor=nguoi-1&");
    }

    private final Path app;
    private final boolean quick;
    private Server server;

    Depth(Path app, boolean quick) {
        this.app = app;
        this.quick = quick;
    }

    void run() throws Exception {
        var page = new StringBuilder();
        var machine = "";
        var how = CONNECTIONS + " connections. Median of 3 runs of 5 s, in turn.";
        for (int articles : quick ? new int[] {10_000} : new int[] {10_000, 1_000_000}) {
            var owner = Server.start(app, Tools.WORK.resolve("data-" + articles));
            Tools.say("writing %,d articles", articles);
            try (var connection = owner.connect()) {
                Archive.fill(connection, articles);
            }
            server = owner.another(app, Map.of("BANTIN_CACHE_MAX_SIZE", "0"));
            page.append("\n### With %,d articles\n".formatted(articles));
            for (var list : LISTS.entrySet()) {
                page.append(measure(list.getKey(), "/api/v1/articles?" + list.getValue()));
            }
            machine = Page.machine(server, "bench/run depth", how);
            server.stop();
            owner.stop();
        }
        System.out.println(page);
        if (!quick) {
            Page.write("depth", machine + page);
        }
    }

    private String measure(String what, String path) throws Exception {
        Tools.say("walking: %s", what);
        var walk = walk(path);
        var first = "first page";
        var deepest = "deepest page, by its cursor";
        var title = "%s: %s in the list".formatted(what, Tools.number(walk.articles));
        var table = new Page.Table(title, "pages a second", first);
        for (int round = 0; round < (quick ? 1 : 3); round++) {
            table.add(first, page(path));
            table.add(deepest, page(path + "cursor=" + walk.lastCursor));
        }
        return table.toString();
    }

    private record Walk(int articles, String lastCursor) {}

    /** Through the whole list; fails where an article is in it twice, or less are than the list says that it has. */
    private Walk walk(String path) throws IOException, InterruptedException {
        var seen = new HashSet<Long>();
        String cursor = null;
        while (true) {
            var page = server.get(path + "limit=100&fields=id" + (cursor == null ? "" : "&cursor=" + cursor)).body();
            var ids = ID.matcher(page);
            while (ids.find()) {
                if (!seen.add(Long.parseLong(ids.group(1)))) {
                    throw new IllegalStateException("twice in the list: " + ids.group(1));
                }
            }
            var next = NEXT.matcher(page);
            if (!next.find()) {
                break;
            }
            cursor = next.group(1);
        }
        var total = Tools.find(server.get(path + "limit=1&fields=id&count=exact").body(), "\"total\":(\\d+)").group(1);
        if (seen.size() != Integer.parseInt(total)) {
            throw new IllegalStateException("seen " + seen.size() + " of " + total);
        }
        return new Walk(seen.size(), cursor);
    }

    private Load.Result page(String path) throws IOException, InterruptedException {
        return Load.wrk(CONNECTIONS, quick ? 3 : 5, server.uri(path).toString(), List.of());
    }
}
