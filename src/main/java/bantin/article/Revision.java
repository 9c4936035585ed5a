package bantin.article;

import bantin.contributor.Contributor;
import bantin.crud.VersionedEntity;
import bantin.json.JsonStorage;
import bantin.problem.ProblemException;
import bantin.problem.ProblemType;
import bantin.section.Section;
import bantin.tag.Tag;
import io.quarkus.hibernate.orm.panache.PanacheEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.annotations.Immutable;

/** An immutable snapshot of an article's content, as {@code PUT} accepts it. Every save appends one. */
@Entity
@Immutable
public class Revision extends PanacheEntity {

    @ManyToOne(fetch = FetchType.LAZY)
    public Article article;

    /** From 1, without gaps. */
    public int number;

    /** The version of the article after it was saved; null if that is not known. */
    Integer version;

    /** The title at that time, for lists, which need no more. */
    public String title;

    /** An {@link ArticleContent} as JSON. */
    String content;

    /** The objects that the slugs in the content meant. A slug may belong to another object later. */
    Long sectionId;

    Long[] tagIds;

    /** One for each byline; null for a name without a contributor. */
    Long[] contributorIds;

    /** The key that saved it. */
    public Long keyId;

    public Instant createdAt;

    protected Revision() {}

    /** @param saved the row with the content: the article or its working copy */
    Revision(Article article, Article saved, Long keyId, Instant now) {
        this.article = article;
        this.number = saved.revision;
        // The article is inserted with its version, and every later save adds 1.
        this.version = number == 1 ? article.version : article.version + 1;
        this.title = saved.title;
        this.content = JsonStorage.write(ArticleContent.of(saved));
        this.sectionId = saved.section.id;
        this.tagIds = saved.tags.stream().map(tag -> tag.id).toArray(Long[]::new);
        this.contributorIds = saved.bylines.stream()
                .map(byline -> byline.contributor == null ? null : byline.contributor.id)
                .toArray(Long[]::new);
        this.keyId = keyId;
        this.createdAt = now;
    }

    /** @throws ProblemException 404 there is no revision with this number */
    static Revision require(Article article, int number) {
        return Revision.<Revision>find("article = ?1 and number = ?2", article, number)
                .firstResultOptional()
                .orElseThrow(Revision::notFound);
    }

    static ProblemException notFound() {
        return new ProblemException(ProblemType.NOT_FOUND, "The article has no revision with this number.");
    }

    /** The revision that the article had at a version; empty if that is not known. */
    static Optional<Revision> findAtVersion(Article article, int version) {
        return find("""
                        from Revision r
                         where r.article = ?1 and r.version <= ?2
                           and not exists (select 1 from Revision next
                                            where next.article = ?1 and next.number = r.number + 1
                                              and (next.version is null or next.version <= ?2))
                        """, article, version).firstResultOptional();
    }

    static Optional<Revision> find(long articleId, int number) {
        return find("article.id = ?1 and number = ?2", articleId, number).firstResultOptional();
    }

    static boolean exists(long articleId, int number) {
        return count("article.id = ?1 and number = ?2", articleId, number) > 0;
    }

    public ArticleContent content() {
        return JsonStorage.read(content, ArticleContent.class);
    }

    /**
     * The content with the slugs that the section, tags and contributors have now.
     *
     * @throws ProblemException 409 one of them was deleted
     */
    ArticleContent contentForToday() {
        var then = content();
        var section = Section.<Section>findByIdOptional(sectionId).orElseThrow(() -> deleted("section"));
        var tags = byId(Tag.<Tag>findByIds(List.of(tagIds)));
        var credited = Arrays.stream(contributorIds)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        var contributors = byId(Contributor.<Contributor>findByIds(credited));
        var bylines = new ArrayList<NewByline>();
        for (int i = 0; i < contributorIds.length; i++) {
            var byline = then.bylines().get(i);
            bylines.add(
                    contributorIds[i] == null
                            ? byline
                            : byline.of(known("contributor", contributorIds[i], contributors).slug));
        }
        var slugs = Arrays.stream(tagIds).map(id -> known("tag", id, tags).slug).toList();
        return then.withReferences(section.slug, slugs, bylines);
    }

    /** The entities that were found; null stands for one that was not. */
    static <E extends VersionedEntity> Map<Long, E> byId(List<E> found) {
        return found.stream().filter(Objects::nonNull).collect(Collectors.toMap(entity -> entity.id, entity -> entity));
    }

    private static <E> E known(String kind, Long id, Map<Long, E> found) {
        return Optional.ofNullable(found.get(id)).orElseThrow(() -> deleted(kind));
    }

    private static ProblemException deleted(String kind) {
        return new ProblemException(ProblemType.CONFLICT, "A " + kind + " of this revision was deleted.");
    }
}
