package bantin.media;

import bantin.crud.AdvisoryLocks;
import bantin.crud.VersionedEntity;
import bantin.problem.ProblemException;
import bantin.problem.ProblemType;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An image, video or audio file, identified by its URL. Its caption, credit and alt text apply to every use that has
 * none of its own.
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

    private MediaAsset(Instant now) {
        super(now);
    }

    /** @throws ProblemException if another asset has the URL */
    void replace(AssetContent content, Instant now) {
        findByUrl(content.url()).filter(other -> other != this).ifPresent(other -> {
            throw new ProblemException(
                            ProblemType.URL_TAKEN, "The media asset with the id " + other.id + " has this URL.")
                    .with("id", other.id);
        });
        take(content, now);
    }

    private void take(AssetContent content, Instant now) {
        var formerUrl = url;
        url = content.url();
        kind = content.kind();
        caption = content.caption();
        credit = content.credit();
        alt = content.alt();
        width = content.width();
        height = content.height();
        updatedAt = now;
        recordEvent(() -> MediaAssetChanged.written(this, formerUrl));
    }

    /** The assets with these ids or URLs, in one statement. Unknown ids and URLs are omitted. */
    public static List<MediaAsset> findAll(Collection<Long> ids, Collection<String> urls) {
        return ids.isEmpty() && urls.isEmpty() ? List.of() : list("id in ?1 or url in ?2", ids, urls);
    }

    /** The URLs of the assets with these ids. */
    public static Map<Long, String> urlsOf(Collection<Long> ids) {
        return findAll(ids, Set.of()).stream().collect(Collectors.toMap(asset -> asset.id, asset -> asset.url));
    }

    /**
     * Creates the assets with these URLs. If another transaction has created one meanwhile, that one is returned. All
     * writers lock the URLs in the same order, so they cannot deadlock.
     *
     * @param kinds the kind of each asset by its URL; null to guess it from the URL
     */
    public static List<MediaAsset> findOrCreate(Map<String, MediaKind> kinds, Instant now) {
        if (kinds.isEmpty()) {
            return List.of();
        }
        AdvisoryLocks.untilCommit("asset", kinds.keySet());
        var assets = new ArrayList<>(findAll(Set.of(), kinds.keySet()));
        var missing = new TreeMap<>(kinds);
        assets.forEach(asset -> missing.remove(asset.url));
        missing.forEach((url, kind) -> {
            var asset = new MediaAsset(now);
            asset.take(AssetContent.ofUrl(url, kind), now);
            asset.persist();
            assets.add(asset);
        });
        return assets;
    }

    public static Optional<MediaAsset> findByUrl(String url) {
        return find("url", url).firstResultOptional();
    }
}
