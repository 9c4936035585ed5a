package bantin.media;

import bantin.entity.Locks;
import bantin.entity.VersionedEntity;
import bantin.problem.ProblemType;
import bantin.problem.Refusal;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.Optional;

/**
 * One picture, video or audio file, known by its URL, with the caption, credit and alt text that apply where a use of it
 * has none of its own.
 */
@Entity
public class MediaAsset extends VersionedEntity {

    public String url;

    @Enumerated(EnumType.STRING)
    public MediaKind kind;

    public String caption;

    public String credit;

    public String alt;

    public Integer width;

    public Integer height;

    protected MediaAsset() {}

    public MediaAsset(AssetContent content, Instant now) {
        super(now);
        replace(content, now);
    }

    /** @throws Refusal another asset has the URL */
    void replace(AssetContent content, Instant now) {
        findByUrl(content.url()).filter(other -> other != this).ifPresent(other -> {
            throw new Refusal(ProblemType.URL_TAKEN, "The asset " + other.id + " has this URL.").with("id", other.id);
        });
        url = content.url();
        kind = content.kind();
        caption = content.caption();
        credit = content.credit();
        alt = content.alt();
        width = content.width();
        height = content.height();
        updatedAt = now;
    }

    /**
     * The asset with this URL, made if nobody has used the file before.
     *
     * @param kind what it is made as; guessed from the URL where null
     */
    public static MediaAsset ofUrl(String url, MediaKind kind, Instant now) {
        return findByUrl(url).orElseGet(() -> {
            Locks.untilCommit("asset", url);
            return findByUrl(url).orElseGet(() -> {
                var asset = new MediaAsset(AssetContent.ofUrl(url, kind), now);
                asset.persist();
                return asset;
            });
        });
    }

    public static Optional<MediaAsset> findByUrl(String url) {
        return find("url", url).firstResultOptional();
    }
}
