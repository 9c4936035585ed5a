package bantin.article;

import bantin.contributor.Contributor;
import bantin.crud.ReferenceCounter;
import bantin.crud.VersionedEntity;
import bantin.media.MediaAsset;
import bantin.section.Section;
import bantin.tag.Tag;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Counts the articles that refer to a section, tag, contributor or asset, whatever their status. */
@ApplicationScoped
class ArticleReferenceCounter implements ReferenceCounter {

    @Override
    public String one() {
        return "article";
    }

    @Override
    public String many() {
        return "articles";
    }

    @Override
    public Map<Class<? extends VersionedEntity>, String> counts() {
        return Map.of(
                Section.class, "select count(*) from article where section_id = :id",
                Tag.class, "select count(*) from article_tag where tag_id = :id",
                Contributor.class, "select count(distinct article_id) from byline where contributor_id = :id",
                MediaAsset.class, "select count(distinct article_id) from media_caption where asset_id = :id");
    }
}
