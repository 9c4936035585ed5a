package bantin.media;

import bantin.crud.EntityChanged;
import java.time.Instant;

/**
 * A media asset was created, edited or deleted.
 *
 * @param url the URL that it has now, or had when it was deleted
 * @param formerUrl the URL before an edit, which may be the same; null if it was created or deleted
 */
public record MediaAssetChanged(long id, Change change, String url, String formerUrl, Instant at)
        implements EntityChanged {

    static MediaAssetChanged written(MediaAsset asset, String formerUrl) {
        var change = formerUrl == null ? Change.CREATED : Change.UPDATED;
        return new MediaAssetChanged(asset.id, change, asset.url, formerUrl, asset.updatedAt);
    }

    static MediaAssetChanged deleted(MediaAsset asset, Instant now) {
        return new MediaAssetChanged(asset.id, Change.DELETED, asset.url, null, now);
    }
}
