import java.nio.file.Path;
import java.util.List;

/** Run by bench/run, with what was packaged for it and what the user asked for. */
public final class Bench {

    private Bench() {}

    public static void main(String[] args) throws Exception {
        var app = Path.of(args[0]);
        var what = args.length > 1 ? args[1] : "";
        var quick = List.of(args).contains("--quick");
        switch (what) {
            case "views" -> new Views(app, quick).run();
            case "reads" -> new Reads(app, quick).run();
            case "depth" -> new Depth(app, quick).run();
            case "mixed" -> new Mixed(app, quick).run();
            case "start" -> new Start(app, quick).run();
            case "search" -> new Search(app, quick, upTo(args)).run();
            default -> {
                System.err.println("usage: bench/run views|reads|depth|search|mixed|start [--quick], search [--up-to=100000]");
                System.exit(2);
            }
        }
        // connections to what has been stopped are still open
        System.exit(0);
    }

    private static int upTo(String[] args) {
        return List.of(args).stream()
                .filter(arg -> arg.startsWith("--up-to="))
                .mapToInt(arg -> Integer.parseInt(arg.substring("--up-to=".length())))
                .findFirst()
                .orElse(1_000_000);
    }
}
