package bantin.contributor;

/** The kind of a contributor. The names are those of JSON and of the database. */
public enum ContributorKind {
    person,
    organisation
}
