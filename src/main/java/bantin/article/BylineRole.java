package bantin.article;

/** The part that somebody had in an article, spelled as in JSON and in the database. */
public enum BylineRole {
    author,
    photographer,
    editor,
    translator,
    source
}
