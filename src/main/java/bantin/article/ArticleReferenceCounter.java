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
                Section.class, "select count(distinct coalesce(copy_of, id)) from article where section_id = :id",
                Tag.class, count("article_tag", "tag_id"),
                Contributor.class, count("byline", "contributor_id"),
                MediaAsset.class, count("media_caption", "asset_id"));
    }

    /** An article and its working copy are one. */
    private static String count(String table, String column) {
        return "select count(distinct coalesce(a.copy_of, a.id)) from " + table
                + " u join article a on a.id = u.article_id where u." + column + " = :id";
    }
}
