package bantin.article;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an entry of an article's history is about. The first four save a revision. */
@Schema(
        description = "`created` and `saved`: new content was saved as a revision. `reverted`: the content of an "
                + "earlier revision was saved again. `discarded`: unpublished changes were discarded. `published`, "
                + "`scheduled`, `unpublished`, `withdrawn`, `trashed`: the status changed. `restored`: the article "
                + "came back from the trash or from a withdrawal. `corrected`, `correctionDeleted`: a correction was "
                + "added or deleted.")
enum HistoryEvent {
    created,
    saved,
    reverted,
    discarded,
    published,
    scheduled,
    corrected,
    correctionDeleted,
    unpublished,
    withdrawn,
    trashed,
    restored
}
