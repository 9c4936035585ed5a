package bantin.article;

import bantin.media.MediaAsset;
import io.quarkus.hibernate.orm.panache.PanacheEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;

/** A use of an asset in an article. A text that it does not have is that of the asset. */
@Entity
public class MediaCaption extends PanacheEntity {

    @ManyToOne(fetch = FetchType.LAZY)
    public Article article;

    /** The {@code _key} of the node of the body that shows it. */
    public String key;

    public int position;

    /** Loaded together: a use is never needed without its asset. */
    @ManyToOne(fetch = FetchType.EAGER)
    public MediaAsset asset;

    public String caption;

    public String credit;

    public String alt;

    protected MediaCaption() {}

    MediaCaption(Article article, String key) {
        this.article = article;
        this.key = key;
    }

    void set(int position, MediaAsset asset, NewMedia texts) {
        this.position = position;
        this.asset = asset;
        this.caption = own(texts.caption(), asset.caption);
        this.credit = own(texts.credit(), asset.credit);
        this.alt = own(texts.alt(), asset.alt);
    }

    /**
     * Null if the text equals that of the asset. Clients read the asset's text where the use has none, and send it back
     * with an edit; stored as null, it still follows later corrections of the asset.
     */
    private static String own(String text, String ofAsset) {
        return NewMedia.isSame(text, ofAsset) ? null : text;
    }
}
