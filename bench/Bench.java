import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Run by bench/run, with what was packaged for it and what the user asked for. */
public final class Bench {

    private Bench() {}

    public static void main(String[] args) throws Exception {
        var app = Path.of(args[0]);
        var what = args.length > 1 ? args[1] : "";
        var quick = List.of(args).contains("--quick");
        switch (what) {
            case "views" -> new Views(app, quick).run();
            case "reads" -> new Reads(app, quick, archives(args)).run();
            case "depth" -> new Depth(app, quick).run();
            case "mixed" -> new Mixed(app, quick).run();
            case "start" -> new Start(app, quick).run();
            case "search" -> new Search(app, quick, from(args), upTo(args), archives(args)).run();
            case "writes" -> new Writes(app, quick, upTo(args), archives(args)).run();
            case "desk" -> new Desk(app, quick, archives(args)).run();
            case "timing" -> new Timing(app, quick).run();
            default -> {
                System.err.println("usage: bench/run views|reads|depth|search|writes|desk|timing|mixed|start [--quick], search|writes [--up-to=N]"
                        + " [--from=N], reads|search|writes|desk [--archives=DIRECTORY]");
                System.exit(2);
            }
        }
        // connections to what has been stopped are still open
        System.exit(0);
    }

    private static int from(String[] args) {
        return option("--from=", args).map(Integer::parseInt).orElse(Search.SMALLEST);
    }

    private static int upTo(String[] args) {
        return option("--up-to=", args).map(Integer::parseInt).orElse(1_000_000);
    }

    private static Path archives(String[] args) {
        return option("--archives=", args).map(Path::of).orElse(Tools.WORK);
    }

    private static Optional<String> option(String name, String[] args) {
        return List.of(args).stream().filter(arg -> arg.startsWith(name)).map(arg -> arg.substring(name.length())).findFirst();
    }
}
