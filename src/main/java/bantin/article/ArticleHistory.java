package bantin.article;

import bantin.access.Caller;
import bantin.article.ArticleEvent.ArticleCorrected;
import bantin.article.ArticleEvent.ArticleCorrectionDeleted;
import bantin.article.ArticleEvent.ArticleCreated;
import bantin.article.ArticleEvent.ArticleDiscarded;
import bantin.article.ArticleEvent.ArticlePublished;
import bantin.article.ArticleEvent.ArticleRestored;
import bantin.article.ArticleEvent.ArticleRevised;
import bantin.article.ArticleEvent.ArticleScheduled;
import bantin.article.ArticleEvent.ArticleTrashed;
import bantin.article.ArticleEvent.ArticleUnpublished;
import bantin.article.ArticleEvent.ArticleWithdrawn;
import bantin.database.Row;
import io.quarkus.arc.Arc;
import io.quarkus.hibernate.orm.panache.Panache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;

/**
 * Writes the history of articles in the transactions of the changes, so that there is an entry if and only if there is
 * a change. Writers of one article take turns, so the numbers have no gaps.
 */
@ApplicationScoped
class ArticleHistory {

    @Inject
    Caller caller;

    @Inject
    ChangeNote note;

    /** What an entry says of a change, beside its time and its author. */
    private record Entry(
            HistoryEvent event,
            Integer revision,
            Integer fromRevision,
            Instant publishedAt,
            String reason,
            List<String> changed) {

        static Entry of(HistoryEvent event) {
            return new Entry(event, null, null, null, null, null);
        }

        static Entry ofRevision(HistoryEvent event, int revision, Integer fromRevision, List<String> changed) {
            return new Entry(event, revision, fromRevision, null, null, changed);
        }

        static Entry ofPublication(HistoryEvent event, ArticleSnapshot article) {
            return new Entry(
                    event, article.liveRevision(), null, article.state().publishedAt(), null, null);
        }

        static Entry ofWithdrawal(String reason) {
            return new Entry(HistoryEvent.withdrawn, null, null, null, reason, null);
        }
    }

    void created(@Observes ArticleCreated event) {
        append(event, Entry.ofRevision(HistoryEvent.created, event.article().revision(), null, event.changed()));
    }

    void revised(@Observes ArticleRevised event) {
        var kind = event.fromRevision() == null ? HistoryEvent.saved : HistoryEvent.reverted;
        append(event, Entry.ofRevision(kind, event.article().revision(), event.fromRevision(), event.changed()));
    }

    void discarded(@Observes ArticleDiscarded event) {
        append(
                event,
                Entry.ofRevision(
                        HistoryEvent.discarded, event.article().revision(), event.fromRevision(), event.changed()));
    }

    void published(@Observes ArticlePublished event) {
        append(event, Entry.ofPublication(HistoryEvent.published, event.article()));
    }

    void scheduled(@Observes ArticleScheduled event) {
        append(event, Entry.ofPublication(HistoryEvent.scheduled, event.article()));
    }

    void corrected(@Observes ArticleCorrected event) {
        append(event, Entry.of(HistoryEvent.corrected));
    }

    void correctionDeleted(@Observes ArticleCorrectionDeleted event) {
        append(event, Entry.of(HistoryEvent.correctionDeleted));
    }

    void unpublished(@Observes ArticleUnpublished event) {
        append(event, Entry.of(HistoryEvent.unpublished));
    }

    void withdrawn(@Observes ArticleWithdrawn event) {
        append(event, Entry.ofWithdrawal(event.article().state().withdrawnReason()));
    }

    void trashed(@Observes ArticleTrashed event) {
        append(event, Entry.of(HistoryEvent.trashed));
    }

    void restored(@Observes ArticleRestored event) {
        append(event, Entry.of(HistoryEvent.restored));
    }

    /**
     * Whether what readers got never had another version than the latest revision: no earlier revision was published,
     * and nothing was corrected.
     */
    static boolean hasOneVersionEach(Article article) {
        return Row.query(Panache.getSession(), """
                        select 1
                          from article_history e
                         where e.article_id = :article
                           and (e.event in ('corrected', 'correctionDeleted')
                                or e.event in ('published', 'scheduled')
                                   and e.revision < (select max(s.revision) from article_history s
                                                      where s.article_id = e.article_id and s.number < e.number))
                         limit 1
                        """)
                .setParameter("article", article.id)
                .getResultList()
                .isEmpty();
    }

    private void append(ArticleEvent event, Entry entry) {
        // The demo content is loaded without a request.
        var isRequest = Arc.container().requestContext().isActive();
        Row.query(Panache.getSession(), """
                        insert into article_history (article_id, number, event, at, revision, from_revision,
                                                     published_at, reason, changed, key_id, person, message)
                        values (:article,
                                (select coalesce(max(number), 0) + 1 from article_history where article_id = :article),
                                :event, :at, :revision, :fromRevision,
                                :publishedAt, :reason, :changed, :key, :person, :message)
                        returning number
                        """)
                .setParameter("article", event.article().id())
                .setParameter("event", entry.event().name())
                .setParameter("at", event.at())
                .setParameter("revision", entry.revision())
                .setParameter("fromRevision", entry.fromRevision())
                .setParameter("publishedAt", entry.publishedAt())
                .setParameter("reason", entry.reason())
                .setParameter(
                        "changed",
                        entry.changed() == null ? null : entry.changed().toArray(String[]::new))
                .setParameter("key", isRequest ? caller.keyId() : null)
                .setParameter("person", isRequest ? note.person() : null)
                .setParameter("message", isRequest ? note.message() : null)
                .getSingleResult();
    }
}
