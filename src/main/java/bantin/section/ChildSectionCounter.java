package bantin.section;

import bantin.crud.ReferenceCounter;
import bantin.crud.VersionedEntity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Counts the sections directly below a section. */
@ApplicationScoped
class ChildSectionCounter implements ReferenceCounter {

    @Override
    public String one() {
        return "child section";
    }

    @Override
    public String many() {
        return "child sections";
    }

    @Override
    public Map<Class<? extends VersionedEntity>, String> counts() {
        return Map.of(Section.class, "select count(*) from section where parent_id = :id");
    }
}
