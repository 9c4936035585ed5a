import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Processor time that a server and a database have used so far, in milliseconds; from /proc, where Linux counts hundredths of a second. */
record Cpu(double server, double database) {

    private static final int MILLIS_A_TICK = 10;

    static Cpu of(Process server, ProcessHandle postmaster) throws IOException {
        var database = ticks(postmaster.pid(), true);
        for (var process : postmaster.children().toList()) {
            database += ticks(process.pid(), false);
        }
        return new Cpu(MILLIS_A_TICK * ticks(server.pid(), false), MILLIS_A_TICK * database);
    }

    /** Milliseconds that a process and its children have used, such as nginx and its workers. */
    static double withChildren(Process process) {
        return MILLIS_A_TICK * (ticks(process.pid(), false)
                + process.children().mapToDouble(child -> ticks(child.pid(), false)).sum());
    }

    /** The process that PostgreSQL's others are children of: of a server with its database inside, or of its owner. */
    static ProcessHandle postmaster(Path data) throws IOException {
        try (var files = Files.find(data, 3, (path, any) -> path.endsWith("postmaster.pid"))) {
            var file = files.findFirst().orElseThrow();
            return ProcessHandle.of(Long.parseLong(Files.readAllLines(file).get(0).strip())).orElseThrow();
        }
    }

    Cpu since(Cpu earlier) {
        return new Cpu(server - earlier.server, database - earlier.database);
    }

    Cpu each(double number) {
        return new Cpu(server / number, database / number);
    }

    /** @param ended whether those that have ended, and were its children, count too */
    private static double ticks(long pid, boolean ended) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            var own = Double.parseDouble(fields[11]) + Double.parseDouble(fields[12]);
            return ended ? own + Double.parseDouble(fields[13]) + Double.parseDouble(fields[14]) : own;
        } catch (IOException gone) {
            return 0;
        }
    }
}
