package bantin;

import static com.tngtech.archunit.lang.conditions.ArchConditions.beAnnotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.idempotency.Idempotent;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.Entity;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.POST;
import java.io.IOException;
import java.net.Socket;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Which package may use which (docs/architecture.md), and rules for code. */
class ArchitectureTest {

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("bantin");
    private static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(new ImportOption.OnlyIncludeTests())
            .importPackages("bantin");

    private static final String[] PLATFORM = {
        "bantin.cache",
        "bantin.json",
        "bantin.openapi",
        "bantin.idempotency",
        "bantin.http",
        "bantin.paging",
        "bantin.problem",
        "bantin.site",
        "bantin.text",
        "bantin.time",
        "bantin.database",
        "bantin.background",
        "bantin.crud"
    };
    private static final String[] FEATURES = {
        "bantin.article",
        "bantin.section",
        "bantin.contributor",
        "bantin.tag",
        "bantin.media",
        "bantin.views",
        "bantin.reading",
        "bantin.search",
        "bantin.changes",
        "bantin.demo",
        "bantin.access"
    };

    private static final Set<String> PLATFORM_TABLES = Set.of("idempotency_record");
    private static final String FEATURE_PATHS =
            "/(?:articles|sections|tags|contributors|media|keys|views|changes|suggest"
                    + "|most-viewed|captions|revisions|lease|corrections|legal-hold|previews|related)\\b";
    private static final String FEATURE_HEADERS = "Visitor-Id";

    /**
     * The types of problems are one list, whichever room throws them, and its texts are for those who call all rooms.
     */
    private static final Set<String> PROBLEMS = Set.of("ProblemType.java", "Problem.java", "Violation.java");

    @Test
    void rooms_form_no_cycles() {
        slices().matching("bantin.(*)..").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void the_platform_knows_no_feature() {
        noClasses()
                .that()
                .resideInAnyPackage(PLATFORM)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(FEATURES)
                .check(HOUSE);
    }

    /** Rooms contribute what the platform must know of them. Comments may give examples. */
    @Test
    void the_platform_names_no_path_table_or_header_of_a_feature() throws IOException {
        var name = Pattern.compile(FEATURE_PATHS + "|" + FEATURE_HEADERS + "|\\b(?:from|join|into|update|table)\\s+(?:"
                + String.join("|", featureTables()) + ")\\b");
        var found = new ArrayList<String>();
        for (var room : PLATFORM) {
            for (var source : filesIn(Path.of("src/main/java", room.replace('.', '/')), ".java")) {
                var lines = Files.readAllLines(source);
                for (int i = 0; i < lines.size(); i++) {
                    var isComment = lines.get(i).strip().matches("(\\*|//|/\\*).*");
                    if (!isComment
                            && name.matcher(lines.get(i)).find()
                            && !PROBLEMS.contains(source.getFileName() + "")) {
                        found.add(source + ":" + (i + 1) + ": " + lines.get(i).strip());
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }

    private static List<String> featureTables() throws IOException {
        var tables = new ArrayList<String>();
        for (var migration : filesIn(Path.of("src/main/resources/db/migration"), ".sql")) {
            var table = Pattern.compile("create table (\\w+)").matcher(Files.readString(migration));
            while (table.find()) {
                tables.add(table.group(1));
            }
        }
        tables.removeAll(PLATFORM_TABLES);
        return tables;
    }

    private static List<Path> filesIn(Path folder, String ending) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void bodies_know_no_database_and_no_http() {
        noClasses()
                .that()
                .resideInAPackage("bantin.body")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta..", "io.quarkus..", "org.hibernate..", "java.sql..", "bantin.http..")
                .check(HOUSE);
    }

    @Test
    void the_catalogue_knows_no_article() {
        noClasses()
                .that()
                .resideInAnyPackage("bantin.section", "bantin.contributor", "bantin.tag", "bantin.media", "bantin.body")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("bantin.article", "bantin.views", "bantin.search", "bantin.reading")
                .check(HOUSE);
    }

    @Test
    void entities_are_panache() {
        classes()
                .that()
                .areAnnotatedWith(Entity.class)
                .should()
                .beAssignableTo(PanacheEntityBase.class)
                .check(HOUSE);
    }

    @Test
    void no_entity_stands_in_the_signature_of_an_endpoint() {
        var entity = DescribedPredicate.describe("entities", (JavaClass type) -> type.isAnnotatedWith(Entity.class));
        noMethods()
                .that()
                .areMetaAnnotatedWith(HttpMethod.class)
                .should()
                .haveRawReturnType(entity)
                .orShould()
                .haveRawParameterTypes(DescribedPredicate.describe(
                        "with entities", types -> types.stream().anyMatch(entity)))
                .check(HOUSE);
    }

    @Test
    void endpoints_are_public_because_quarkus_ignores_others() {
        methods()
                .that()
                .areMetaAnnotatedWith(HttpMethod.class)
                .should()
                .bePublic()
                .check(HOUSE);
    }

    @Test
    void transactions_begin_at_endpoints_jobs_and_the_start() {
        methods()
                .that()
                .areAnnotatedWith(Transactional.class)
                .should(beAnEndpointAJobOrAnObserver())
                .check(HOUSE);
    }

    /** The view counter stores its idempotency records in its own transactions. */
    @Test
    void every_post_can_be_repeated_safely() {
        methods()
                .that()
                .areAnnotatedWith(POST.class)
                .and()
                .areNotDeclaredIn("bantin.views.ViewResource")
                .should(beAnnotatedWith(Idempotent.class).and(beAnnotatedWith(Transactional.class)))
                .check(HOUSE);
    }

    @Test
    void nobody_asks_the_system_for_the_time() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Instant.class, "now", Clock.class)
                .check(HOUSE);
        noClasses()
                .that()
                .resideOutsideOfPackage("bantin.time")
                .should()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .check(HOUSE);
    }

    @Test
    void every_exchange_of_the_tests_is_held_against_the_contract() {
        noClasses()
                .that()
                .resideOutsideOfPackage("bantin.testsupport")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.restassured.RestAssured")
                .check(TESTS);
    }

    /** The server never opens URLs of articles, so that nobody can make it send requests into its network. */
    @Test
    void the_server_is_nobodys_http_client() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(TrainingRun.class.getName())
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "open connections",
                        type -> type.getPackageName().startsWith("java.net.http")
                                || type.isAssignableTo(URLConnection.class)
                                || type.isAssignableTo(Socket.class)
                                || type.getSimpleName().matches("(Http|Net|Web)Client")))
                .orShould()
                .callMethod(URL.class, "openStream")
                .orShould()
                .callMethod(URL.class, "openConnection")
                .check(HOUSE);
    }

    private static ArchCondition<JavaMethod> beAnEndpointAJobOrAnObserver() {
        return new ArchCondition<>("be an endpoint, a job or an observer of the start") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                var isEndpoint = method.isMetaAnnotatedWith(HttpMethod.class)
                        && method.getOwner().isAnnotatedWith(jakarta.ws.rs.Path.class);
                var isObserver = method.getParameters().stream()
                        .anyMatch(parameter -> parameter.isAnnotatedWith(Observes.class));
                var holds = isEndpoint || isObserver || method.isAnnotatedWith(Scheduled.class);
                events.add(new SimpleConditionEvent(method, holds, method.getFullName() + " is none of them"));
            }
        };
    }
}
