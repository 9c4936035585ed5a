package bantin.article;

import bantin.media.MediaAsset;
import io.quarkus.hibernate.orm.panache.PanacheEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;

/** One use of an asset in one article. The caption belongs to the use; where it has none, the asset's applies. */
@Entity
public class MediaCaption extends PanacheEntity {

    @ManyToOne(fetch = FetchType.LAZY)
    public Article article;

    /** What an image block of the body names it by. */
    public String key;

    public int position;

    /** Comes with it: nobody needs the one without the other. */
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
     * Null for the asset's text: whoever reads an article sees that where the use has none, and writes it back. The use
     * then goes on to follow the asset, whose text may be corrected.
     */
    private static String own(String text, String ofAsset) {
        return NewMedia.isSame(text, ofAsset) ? null : text;
    }
}
