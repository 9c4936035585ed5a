package bantin.section;

import static java.util.stream.Collectors.groupingBy;

import io.quarkus.hibernate.orm.panache.Panache;
import java.util.List;
import java.util.Map;

/** Sections with all their descendants. */
final class SectionTree {

    private static final String BELOW = """
            with recursive below as (
                select id, 1 as level from section where id in (:roots)
                union all
                select s.id, level + 1 from section s join below on s.parent_id = below.id)
            """;

    private final Map<Long, List<Section>> children;

    private SectionTree(Map<Long, List<Section>> children) {
        this.children = children;
    }

    /** Loads all descendants in one statement. */
    static SectionTree below(List<Section> roots) {
        if (roots.isEmpty()) {
            return new SectionTree(Map.of());
        }
        return new SectionTree(Panache.getSession()
                .createNativeQuery(BELOW + """
                        select s.* from section s
                         where s.id in (select id from below where level > 1)
                         order by s.position, s.id
                        """, Section.class)
                .setParameter("roots", roots.stream().map(root -> root.id).toList())
                .getResultStream()
                .collect(groupingBy(section -> section.parent.id)));
    }

    /** The number of levels of a section and its descendants. */
    static int height(long id) {
        return (Integer) Panache.getSession()
                .createNativeQuery(BELOW + "select max(level) from below")
                .setParameter("roots", List.of(id))
                .getSingleResult();
    }

    /** A root or one of its descendants, with all sections below it. */
    SectionDetails details(Section section) {
        return SectionDetails.of(section)
                .with(children.getOrDefault(section.id, List.of()).stream()
                        .map(this::details)
                        .toList());
    }
}
