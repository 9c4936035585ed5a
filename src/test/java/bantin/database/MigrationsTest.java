package bantin.database;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The migrations are as ADR 29 describes them. */
@QuarkusTest
class MigrationsTest {

    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    private static final Pattern FUNCTION = Pattern.compile("(?m)^create (?:or replace )?function (\\w+)");
    private static final Pattern TRIGGER =
            Pattern.compile("(?m)^create (?:or replace )?(?:constraint )?trigger (\\w+)");

    /** Without those of extensions. */
    private static final String OWN_FUNCTIONS = """
            select oid, proname from pg_proc p
             where pronamespace = current_schema()::regnamespace
               and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')""";

    @Inject
    AgroalDataSource database;

    @Test
    void every_table_has_a_comment() throws SQLException {
        assertThat(names("""
                select relname from pg_class
                 where relnamespace = current_schema()::regnamespace and relkind = 'r'
                   and relname <> 'flyway_schema_history' and obj_description(oid, 'pg_class') is null
                """)).isEmpty();
    }

    @Test
    void every_function_has_a_comment() throws SQLException {
        assertThat(names("select proname from (" + OWN_FUNCTIONS + ") f where obj_description(oid, 'pg_proc') is null"))
                .isEmpty();
    }

    @Test
    void every_function_and_trigger_is_created_in_exactly_one_file() throws IOException, SQLException {
        assertThat(created(FUNCTION)).isEqualTo(once(names("select proname from (" + OWN_FUNCTIONS + ") f")));
        assertThat(created(TRIGGER)).isEqualTo(once(names("select tgname from pg_trigger where not tgisinternal")));
    }

    @Test
    void repeatable_files_can_run_again() throws IOException, SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (var file : files("R__")) {
                statement.execute(Files.readString(file));
            }
            connection.rollback();
        }
    }

    private List<String> names(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var names = new ArrayList<String>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }

    /** How often each is created, in all files together. */
    private static Map<String, Long> created(Pattern statement) throws IOException {
        var all = new ArrayList<String>();
        for (var file : files("")) {
            var matcher = statement.matcher(Files.readString(file));
            while (matcher.find()) {
                all.add(matcher.group(1));
            }
        }
        return once(all);
    }

    private static Map<String, Long> once(List<String> names) {
        return names.stream().collect(groupingBy(Function.identity(), TreeMap::new, counting()));
    }

    private static List<Path> files(String prefix) throws IOException {
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }
}
