package bantin.article.desk;

/** The request is refused with this status. */
final class Refused extends RuntimeException {

    private final int status;

    Refused(int status) {
        super("refused with " + status, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
