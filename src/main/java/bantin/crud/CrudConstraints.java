package bantin.crud;

import bantin.problem.ConstraintMeaning;
import bantin.problem.ProblemException;
import bantin.problem.ProblemType;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Slugs and references are the same in all rooms, and so are the names of their constraints. */
class CrudConstraints {

    @Produces
    @Singleton
    ConstraintMeaning slug() {
        return new ConstraintMeaning(
                "_slug_key", new ProblemException(ProblemType.SLUG_TAKEN, "Another resource has this slug."));
    }

    @Produces
    @Singleton
    ConstraintMeaning reference() {
        return new ConstraintMeaning(
                "_fk",
                new ProblemException(
                        ProblemType.IN_USE, "A resource that the request refers to was changed at the same time."));
    }
}
