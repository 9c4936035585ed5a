package bantin.media;

import bantin.problem.ConstraintMeaning;
import bantin.problem.ProblemException;
import bantin.problem.ProblemType;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Two requests may create an asset with the same URL at the same time. */
@Singleton
class MediaConstraints {

    @Produces
    @Singleton
    static ConstraintMeaning url() {
        return new ConstraintMeaning(
                "_url_key", new ProblemException(ProblemType.URL_TAKEN, "A media asset with this URL exists."));
    }
}
