package bantin.problem;

/**
 * The problem types (RFC 9457): status, title, meaning and remedy. {@code GET /problems/{slug}} returns one. The slugs
 * are part of the API and never change.
 */
public enum ProblemType {
    INVALID_INPUT(
            400,
            "The input is invalid",
            "The request is well-formed, but values are missing, unknown or out of range. Nothing was written.",
            "Each entry of `errors` has a location (`pointer` into the JSON, or `parameter`), a `code`, and what is allowed."),
    MALFORMED_JSON(
            400,
            "The body is not valid JSON",
            "The body could not be read as one JSON document in UTF-8.",
            "Send one JSON document without duplicate properties, comments or trailing characters."),
    JSON_TOO_DEEP(
            400,
            "The JSON is nested too deeply",
            "Objects and arrays may be nested at most 64 levels deep.",
            "Flatten the document."),
    BAD_REQUEST(
            400,
            "The request is malformed",
            "The request violates HTTP, or one of its headers has an invalid value.",
            "Correct the part that `detail` names."),
    AUTHENTICATION_REQUIRED(
            401,
            "Authentication is required",
            "The request has no API key, or its API key is unknown or revoked.",
            "Send `Authorization: Bearer <key>`. An admin creates keys with `POST /api/v1/keys`."),
    FORBIDDEN(
            403,
            "The API key lacks permission",
            "The API key is valid, but its role lacks this permission.",
            "Use a key with a higher role, or ask an editor or an admin."),
    NOT_FOUND(
            404,
            "Not found",
            "There is no resource at this URL that you are allowed to see.",
            "Check the id or slug. Unpublished content needs an API key that is allowed to read it."),
    METHOD_NOT_ALLOWED(
            405,
            "Method not allowed",
            "The resource exists, but does not support this method.",
            "Use one of the methods in the `Allow` header."),
    NOT_ACCEPTABLE(
            406, "Not acceptable", "Responses are JSON.", "Send `Accept: application/json`, or omit the header."),
    REQUEST_TIMEOUT(
            408,
            "The request timed out",
            "The request body did not arrive in time.",
            "Send the request again over a faster connection, or split it."),
    VERSION_REQUIRED(
            428,
            "If-Match is required",
            "Without the version, an edit could overwrite the edit of someone else.",
            "Send `If-Match` with the `ETag` (or `\"<version>\"`) that you read, or `If-Match: *` to overwrite any version."),
    VERSION_CONFLICT(
            412,
            "The resource has changed",
            "The resource was changed after you read it. Nothing was written.",
            "Read it again, apply your edit to the current content, and send it with the version in `currentVersion`."),
    ILLEGAL_TRANSITION(
            409,
            "The status does not allow this",
            "The status of the article does not allow this transition.",
            "`detail` names the current status and the transitions that it allows."),
    SLUG_TAKEN(
            409,
            "The slug is taken",
            "Another resource of this type (for articles: in this locale) has this slug.",
            "Choose another slug, or omit it: the server then makes one from the title or name. If an article that you "
                    + "may see has the slug, `id` and `articleStatus` describe it. An article in the trash keeps its "
                    + "slug until it gets another one or is purged."),
    URL_TAKEN(
            409,
            "The URL is taken",
            "A media asset with this URL exists.",
            "Use the existing asset, whose id is in `id`."),
    IN_USE(
            409,
            "The resource is in use",
            "Other resources refer to it, and the server does not delete references silently.",
            "Change the resources that refer to it first. `detail` says how many there are."),
    LEASE_HELD(
            409,
            "Somebody else is editing",
            "Another person or API key holds the editing lease of the article.",
            "Ask the holder, wait for the time in `until`, or take the lease over with `takeOver`. A lease blocks no writes."),
    CORRECTION_REQUIRED(
            409,
            "A correction is required",
            "The body of a public article was changed, and this site publishes such a change only with a correction.",
            "Send `correction` with `POST …/publish`, or add one with `POST …/corrections` first and try again."),
    LEGAL_HOLD(
            409,
            "The article has a legal hold",
            "While an article has a legal hold, nobody can move it to the trash, purge it or delete its corrections.",
            "Keep the article. An admin removes the hold with `DELETE …/legal-hold`."),
    CONFLICT(
            409,
            "Conflict with the current state",
            "The change conflicts with the current state of the resource.",
            "Read the current state and try again."),
    WITHDRAWN(
            410,
            "The article was withdrawn",
            "The article was public, and the newsroom withdrew it.",
            "Remove links to it. `detail` gives the reason."),
    REQUEST_TOO_LARGE(
            413,
            "The request is too large",
            "A request body may have at most 2 MiB.",
            "Send less. Refer to pictures by URL instead of embedding them."),
    URI_TOO_LONG(
            414,
            "The URL is too long",
            "The request line exceeds the limit of the server.",
            "Request less at once, for example fewer `ids`."),
    UNSUPPORTED_MEDIA_TYPE(
            415,
            "Unsupported media type",
            "This resource does not accept the `Content-Type` of the body.",
            "Send `application/json`, or `application/merge-patch+json` with `PATCH`."),
    EXPECTATION_FAILED(
            417,
            "Unsupported expectation",
            "The server supports only `Expect: 100-continue`.",
            "Omit the `Expect` header."),
    IDEMPOTENCY_KEY_REUSED(
            422,
            "The Idempotency-Key was used for another request",
            "A request with this key and different content was received before.",
            "Use a new key for each new request, and repeat a key only to retry the same request."),
    HEADERS_TOO_LARGE(
            431,
            "The headers are too large",
            "The request headers exceed the limit of the server.",
            "Send fewer or shorter headers. Cookies are not needed."),
    INTERNAL_ERROR(
            500,
            "Internal error",
            "The server failed unexpectedly. Your request may be correct.",
            "Try again later. If the error persists, report the `traceId`: the server's log has the details."),
    BUSY(
            503,
            "The server is overloaded",
            "Too many requests are waiting, or the database is too slow.",
            "Retry after the seconds in `Retry-After`. With the same `Idempotency-Key`, nothing is done twice."),
    UNAVAILABLE(
            503,
            "The database is unavailable",
            "The server cannot reach its database.",
            "Retry after the seconds in `Retry-After`.");

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

    /** The last segment of the URL: {@code version-conflict}. */
    public String slug() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** The {@code type} of a problem, a relative reference: {@code /problems/version-conflict}. */
    public String uri() {
        return "/problems/" + slug();
    }

    /** The type for an HTTP status, for errors of the framework and the HTTP server. */
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
