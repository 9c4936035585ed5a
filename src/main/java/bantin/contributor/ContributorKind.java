package bantin.contributor;

/** What a contributor is. Spelled as in JSON and in the database. */
public enum ContributorKind {
    person,
    organisation
}
