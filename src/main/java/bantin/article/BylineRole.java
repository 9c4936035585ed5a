package bantin.article;

/** What somebody did for an article. Spelled as in JSON and in the database. */
public enum BylineRole {
    author,
    photographer,
    editor,
    translator,
    source
}
