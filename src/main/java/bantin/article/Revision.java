package bantin.article;

import bantin.http.StrictJson;
import io.quarkus.hibernate.orm.panache.PanacheEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.annotations.Immutable;

/** An immutable snapshot of an article's content in its writable shape; every save appends one. */
@Entity
@Immutable
public class Revision extends PanacheEntity {

    @ManyToOne(fetch = FetchType.LAZY)
    public Article article;

    /** From 1, without gaps. */
    public int number;

    /** An {@link ArticleContent} as JSON. */
    String content;

    /** The key that saved it. */
    public Long keyId;

    public Instant createdAt;

    protected Revision() {}

    Revision(Article article, ArticleContent content, Long keyId, Instant now) {
        this.article = article;
        this.number = article.revision;
        this.content = StrictJson.write(content);
        this.keyId = keyId;
        this.createdAt = now;
    }

    static Optional<Revision> find(Article article, int number) {
        return find("article = ?1 and number = ?2", article, number).firstResultOptional();
    }

    public ArticleContent content() {
        return StrictJson.readBack(content, ArticleContent.class);
    }
}
