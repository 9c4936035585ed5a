package bantin.article;

import io.quarkus.hibernate.orm.panache.PanacheEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.Immutable;

/** A public note that says what was wrong in an article and is corrected now. */
@Entity
@Immutable
public class Correction extends PanacheEntity {

    @ManyToOne(fetch = FetchType.LAZY)
    public Article article;

    /** In its article, from 1. The number of a deleted correction is not used again. */
    public int number;

    public Instant at;

    public String text;

    /** The key that added it. */
    public Long keyId;

    protected Correction() {}

    Correction(Article article, int number, Instant at, String text, Long keyId) {
        this.article = article;
        this.number = number;
        this.at = at;
        this.text = text;
        this.keyId = keyId;
    }

    /** In the order in which readers get them. */
    static List<Correction> of(Article article) {
        return article.lastCorrection == 0 ? List.of() : list("article = ?1 order by at, number", article);
    }

    static Optional<Correction> find(Article article, int number) {
        return find("article = ?1 and number = ?2", article, number).firstResultOptional();
    }

    static boolean isAnyAfter(Article article, int number) {
        return count("article = ?1 and number > ?2", article, number) > 0;
    }
}
