package bantin.search;

import static java.util.stream.Collectors.joining;

import bantin.database.SqlFragment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Tells in SQL whether an article really has the phrases for which its lexemes make it a candidate. */
final class RecheckCondition {

    private final String alias;
    private final String prefix;
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    private RecheckCondition(String alias, String prefix) {
        this.alias = alias;
        this.prefix = prefix;
    }

    /**
     * @param rechecks one for each alternative of the query
     * @param alias of {@code article_search}
     * @param prefix of the names of the parameters
     * @return empty if there is nothing to recheck
     */
    static SqlFragment of(List<TsQueryBuilder.Recheck> rechecks, String alias, String prefix) {
        if (rechecks.isEmpty()) {
            return SqlFragment.EMPTY;
        }
        var condition = new RecheckCondition(alias, prefix);
        return new SqlFragment(condition.any(rechecks), condition.parameters);
    }

    private String any(List<TsQueryBuilder.Recheck> rechecks) {
        return rechecks.stream()
                .map(recheck -> all(recheck, rechecks.size() == 1))
                .collect(joining(" or ", "(", ")"));
    }

    private String all(TsQueryBuilder.Recheck recheck, boolean isOnly) {
        return Stream.of(
                        isOnly
                                ? Stream.<String>of()
                                : Stream.of(alias + ".search @@ " + parameter(recheck.candidates(), "tsquery")),
                        recheck.phrases().stream().map(phrase -> position(phrase) + " > 0"),
                        recheck.excluded().stream().map(phrase -> position(phrase) + " = 0"))
                .flatMap(conditions -> conditions)
                .collect(joining(" and ", "(", ")"));
    }

    private String position(String phrase) {
        return "strpos(" + alias + ".folded, " + parameter(phrase, "text") + ")";
    }

    private String parameter(String value, String type) {
        var name = prefix + parameters.size();
        parameters.put(name, value);
        return "(select cast(:" + name + " as " + type + "))";
    }
}
