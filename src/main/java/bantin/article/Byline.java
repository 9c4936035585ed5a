package bantin.article;

import bantin.contributor.Contributor;
import io.quarkus.hibernate.orm.panache.PanacheEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;

/** One credit on one article: a contributor, or a free name until somebody links it. */
@Entity
public class Byline extends PanacheEntity {

    @ManyToOne(fetch = FetchType.LAZY)
    public Article article;

    public int position;

    /** Comes with it: nobody needs the one without the other. */
    @ManyToOne(fetch = FetchType.EAGER)
    public Contributor contributor;

    /** As printed on this article; null where the contributor's own name is. */
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
