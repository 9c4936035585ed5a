package bantin.article;

import bantin.contributor.Contributor;
import io.quarkus.hibernate.orm.panache.PanacheEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;

/** A credit on an article: a contributor, a name, or both. */
@Entity
public class Byline extends PanacheEntity {

    @ManyToOne(fetch = FetchType.LAZY)
    public Article article;

    public int position;

    /** Loaded together: a byline is never needed without its contributor. */
    @ManyToOne(fetch = FetchType.EAGER)
    public Contributor contributor;

    /** The name as printed; null if it is the contributor's name. */
    public String name;

    @Enumerated(EnumType.STRING)
    public BylineRole role;

    protected Byline() {}

    Byline(Article article, int position) {
        this.article = article;
        this.position = position;
    }

    void set(Contributor contributor, String name, BylineRole role) {
        this.contributor = contributor;
        this.name = name;
        this.role = role;
    }
}
