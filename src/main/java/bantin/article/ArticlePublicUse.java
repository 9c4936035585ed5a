package bantin.article;

import bantin.contributor.Contributor;
import bantin.crud.PublicUse;
import bantin.crud.VersionedEntity;
import bantin.media.MediaAsset;
import bantin.tag.Tag;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/**
 * Which tags, contributors and media readers see. A tag or contributor stays visible once a public article has had
 * it, which the change log shows. Until the change log has a scheduled article that came due, which takes seconds, the
 * articles are asked too.
 */
@ApplicationScoped
public class ArticlePublicUse implements PublicUse {

    /** SQL: whether readers see the tag {@code e} at {@code :now}. */
    public static final String OF_TAG = """
            (exists (select from change_log c where c.kind = 'tag' and c.entity_id = e.id)
             or exists (select from article_tag u where u.tag_id = e.id and u.published_at <= :now))""";

    /** SQL: whether readers see the contributor {@code e} at {@code :now}. */
    public static final String OF_CONTRIBUTOR = """
            (exists (select from change_log c where c.kind = 'contributor' and c.entity_id = e.id)
             or exists (select from byline u where u.contributor_id = e.id and u.published_at <= :now))""";

    private static final String OF_ASSET = """
            exists (select from media_caption c
                      join article a on a.id = c.article_id
                     where c.asset_id = e.id and is_public(a.status, a.published_at, a.expires_at, :now))""";

    private static final Map<Class<? extends VersionedEntity>, String> CONDITIONS =
            Map.of(Tag.class, OF_TAG, Contributor.class, OF_CONTRIBUTOR, MediaAsset.class, OF_ASSET);

    @Override
    public String condition(Class<? extends VersionedEntity> type) {
        return CONDITIONS.get(type);
    }
}
