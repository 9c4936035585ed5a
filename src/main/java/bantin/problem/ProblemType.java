package bantin.problem;

/**
 * Every kind of refusal, with what it means and how to get past it. {@code GET /problems/{slug}} answers the entry;
 * the slugs are part of the API and never change.
 */
public enum ProblemType {
    INVALID_INPUT(
            400,
            "The input is not valid",
            "The request is well-formed, but something in it is missing, unknown or out of bounds. Nothing was written.",
            "Each entry of `errors` names the place (`pointer` into the JSON, or `parameter`), a `code` and what is allowed."),
    MALFORMED_JSON(
            400,
            "The body is not JSON",
            "The body could not be read as one JSON document in UTF-8.",
            "Send one JSON document without duplicate properties, comments or anything behind its end."),
    JSON_TOO_DEEP(
            400,
            "The JSON is nested too deep",
            "Objects and arrays may be nested 64 levels deep.",
            "Flatten the document."),
    BAD_REQUEST(
            400,
            "The request cannot be understood",
            "The request breaks HTTP or a header in it has no meaning here.",
            "`detail` says which part it is."),
    AUTHENTICATION_REQUIRED(
            401,
            "A key is needed",
            "This needs an API key, and the request brought none or one that is not known or was revoked.",
            "Send `Authorization: Bearer <key>`. An admin makes keys with `POST /api/v1/keys`."),
    FORBIDDEN(
            403,
            "The key may not do this",
            "The key is good, but its role does not reach this far.",
            "Ask an editor or an admin, or use a key with a higher role."),
    NOT_FOUND(
            404,
            "There is nothing here",
            "Nothing that you may see stands at this address.",
            "Check the id or slug; something unpublished can only be seen with a key that may see it."),
    METHOD_NOT_ALLOWED(
            405,
            "The method does not apply here",
            "The address exists, but not for this method.",
            "The `Allow` header lists the methods that do."),
    NOT_ACCEPTABLE(
            406, "No such representation", "Answers are JSON.", "Accept `application/json` or leave the header out."),
    REQUEST_TIMEOUT(
            408,
            "The request took too long",
            "The body did not arrive completely in the time that a request has for it.",
            "Send it again, over a faster connection or in smaller parts."),
    VERSION_REQUIRED(
            428,
            "An edit must name the version it was made on",
            "Without it, an edit could wipe out another's.",
            "Send `If-Match` with the `ETag` (or `\"<version>\"`) of what you read, or `If-Match: *` to overwrite knowingly."),
    VERSION_CONFLICT(
            412,
            "Somebody else was faster",
            "What you edited has changed since you read it. Nothing was written.",
            "Read it again, apply your edit to what stands there now, and send it with the version in `currentVersion`."),
    ILLEGAL_TRANSITION(
            409,
            "Its state does not allow this",
            "The life cycle of an article has no such step from where it is.",
            "`detail` names the present status and the steps that lead on from it."),
    SLUG_TAKEN(
            409,
            "The slug is taken",
            "Another one of its kind (for articles: in this locale) has this slug.",
            "Choose another slug, or leave it out and one is made from the title or name."),
    URL_TAKEN(
            409,
            "The URL is known already",
            "A media asset with this URL exists.",
            "Use the existing asset; `id` names it."),
    IN_USE(
            409,
            "It is in use",
            "Something still refers to it, and nothing is removed silently.",
            "`detail` says how much refers to it. Change those first."),
    CONFLICT(
            409,
            "It does not fit what is there",
            "The change contradicts what the database holds at this moment.",
            "Read the present state and try again."),
    WITHDRAWN(
            410,
            "The article was withdrawn",
            "It was public once, and was withdrawn on purpose.",
            "`detail` gives the reason. Remove links to it."),
    REQUEST_TOO_LARGE(
            413,
            "The request is too large",
            "A request may have 2 MiB.",
            "Send less; pictures are named by URL, not embedded."),
    URI_TOO_LONG(
            414,
            "The address is too long",
            "The request line is longer than the server reads.",
            "Ask for less at once, for example for fewer `ids`."),
    UNSUPPORTED_MEDIA_TYPE(
            415,
            "The media type is not understood",
            "The body has a `Content-Type` that this address does not read.",
            "Send `application/json`, or `application/merge-patch+json` with `PATCH`."),
    EXPECTATION_FAILED(
            417,
            "The expectation cannot be met",
            "The only expectation that is understood is `Expect: 100-continue`.",
            "Leave the `Expect` header out."),
    IDEMPOTENCY_KEY_REUSED(
            422,
            "The Idempotency-Key belongs to another request",
            "This key came before with other content, and its answer would be wrong here.",
            "Use a new key for each new request; repeat a key only to repeat the same request."),
    HEADERS_TOO_LARGE(
            431,
            "The headers are too large",
            "The headers of the request are larger than the server reads.",
            "Send fewer or shorter headers; cookies are not needed."),
    INTERNAL_ERROR(
            500,
            "Something broke on our side",
            "An error that we did not foresee. Your request may be fine.",
            "Try again later. If it stays, give `traceId` to whoever runs the server: the log has the rest."),
    BUSY(
            503,
            "The server has more to do than it can do in time",
            "Too much is waiting, because more comes in than the database can take, or because it does not answer.",
            "Try again after the seconds in `Retry-After`; with the same `Idempotency-Key` nothing is done twice."),
    UNAVAILABLE(
            503,
            "The database cannot be reached",
            "The server is up, but its database does not answer.",
            "Try again after the seconds in `Retry-After`.");

    public final int status;
    public final String title;
    public final String meaning;
    public final String remedy;

    ProblemType(int status, String title, String meaning, String remedy) {
        this.status = status;
        this.title = title;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /** The last part of the address: {@code version-conflict}. */
    public String slug() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** The relative reference that a problem carries as its {@code type}: {@code /problems/version-conflict}. */
    public String uri() {
        return "/problems/" + slug();
    }

    /** What a bare HTTP status means, for refusals that come from the server below us. */
    static ProblemType ofStatus(int status) {
        return switch (status) {
            case 401 -> AUTHENTICATION_REQUIRED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 408 -> REQUEST_TIMEOUT;
            case 413 -> REQUEST_TOO_LARGE;
            case 414 -> URI_TOO_LONG;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 417 -> EXPECTATION_FAILED;
            case 431 -> HEADERS_TOO_LARGE;
            case 503 -> UNAVAILABLE;
            default -> status < 500 ? BAD_REQUEST : INTERNAL_ERROR;
        };
    }
}
