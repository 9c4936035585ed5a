package bantin.article;

import bantin.article.ArticleEvent.ArticleDiscarded;
import bantin.article.ArticleEvent.ArticleRevised;
import bantin.cache.ResponseCache;
import bantin.contributor.ContributorChanged;
import bantin.database.NotificationSubscriber;
import bantin.media.MediaAssetChanged;
import bantin.section.SectionChanged;
import bantin.tag.TagChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/**
 * Invalidates cached responses that show an article, section, tag, contributor or asset when this or another node
 * changes it.
 */
@ApplicationScoped
class ArticleInvalidation implements NotificationSubscriber {

    /** The tag of every list of articles: any article has changed. */
    static final String ARTICLES = "articles";

    /** The tag of every list of articles: any section, tag, contributor or media asset has changed. */
    static final String PARTS = "parts";

    private static final Pattern PART = Pattern.compile("(section|tag|contributor|media)-\\d{1,19}");
    private static final Pattern ARTICLE =
            Pattern.compile("article (?<id>\\d{1,19}) (?<slug>\\S+) (?<at>-|-?\\d{1,18})");

    @Inject
    ResponseCache cache;

    @Inject
    PublishedArticles published;

    /** The same tag as in the {@code Cache-Tag} header. */
    static String article(long id) {
        return "article-" + id;
    }

    static String slug(String slug) {
        return "slug " + slug;
    }

    @Override
    public void messagesMissed() {
        published.readAgain();
    }

    @Override
    public boolean received(String message) {
        var article = ARTICLE.matcher(message);
        if (article.matches()) {
            var at = article.group("at");
            articleChanged(
                    Long.parseLong(article.group("id")),
                    article.group("slug"),
                    at.equals("-") ? null : Instant.EPOCH.plus(Long.parseLong(at), ChronoUnit.MICROS));
        } else if (PART.matcher(message).matches()) {
            partChanged(message);
        } else if (message.equals("lists")) {
            cache.invalidate(ARTICLES);
        } else if (message.equals("articles")) {
            cache.invalidateAll();
            published.readAgain();
        } else {
            return false;
        }
        return true;
    }

    void articleWritten(@Observes(during = TransactionPhase.AFTER_SUCCESS) ArticleEvent event) {
        var article = event.article();
        var status = article.state().status();
        // a draft was never public, so no cached response shows it; nor does one show a working copy
        var isHidden = event instanceof ArticleRevised || event instanceof ArticleDiscarded;
        if (status != ArticleStatus.draft && !(status == ArticleStatus.published && isHidden)) {
            var publishedAt =
                    status == ArticleStatus.published ? article.state().publishedAt() : null;
            articleChanged(article.id(), article.slug(), publishedAt);
        }
    }

    void sectionWritten(@Observes(during = TransactionPhase.AFTER_SUCCESS) SectionChanged event) {
        partChanged("section-" + event.id());
    }

    void tagWritten(@Observes(during = TransactionPhase.AFTER_SUCCESS) TagChanged event) {
        partChanged("tag-" + event.id());
    }

    void contributorWritten(@Observes(during = TransactionPhase.AFTER_SUCCESS) ContributorChanged event) {
        partChanged("contributor-" + event.id());
    }

    void assetWritten(@Observes(during = TransactionPhase.AFTER_SUCCESS) MediaAssetChanged event) {
        partChanged("media-" + event.id());
    }

    /** @param publishedAt null if it is not published */
    private void articleChanged(long id, String slug, Instant publishedAt) {
        published.put(id, slug, publishedAt);
        cache.invalidate(article(id));
        cache.invalidate(slug(slug));
        cache.invalidate(ARTICLES);
    }

    private void partChanged(String tag) {
        cache.invalidate(tag);
        cache.invalidate(PARTS);
    }
}
