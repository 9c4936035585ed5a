package bantin.crud;

import bantin.problem.ConstraintMeaning;
import bantin.problem.ProblemException;
import bantin.problem.ProblemType;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The constraints on slugs and references, which have names of the same form in all rooms. */
@Singleton
class CrudConstraints {

    @Produces
    @Singleton
    static ConstraintMeaning slug() {
        return new ConstraintMeaning(
                "_slug_key", new ProblemException(ProblemType.SLUG_TAKEN, "Another resource has this slug."));
    }

    @Produces
    @Singleton
    static ConstraintMeaning reference() {
        return new ConstraintMeaning(
                "_fk",
                new ProblemException(
                        ProblemType.IN_USE, "A resource that the request refers to was changed at the same time."));
    }
}
