package bantin.json;

/**
 * The location of a value in a JSON document. It becomes a JSON Pointer (RFC 6901) only when one is needed: pointers
 * for every value below a long name would cost quadratic time.
 *
 * @param parent null at the top
 * @param name of the property; null in an array
 * @param index in the array
 */
record JsonPath(JsonPath parent, String name, int index) {

    static final JsonPath TOP = new JsonPath(null, null, 0);

    JsonPath property(String property) {
        return new JsonPath(this, property, 0);
    }

    JsonPath element(int place) {
        return new JsonPath(this, null, place);
    }

    String pointer() {
        return parent == null ? "" : parent.pointer() + "/" + (name == null ? String.valueOf(index) : escape(name));
    }

    /** Escapes the name of a property for a JSON Pointer. */
    static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
