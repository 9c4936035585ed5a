package bantin.json;

/**
 * Where a value stands in a JSON document. A pointer (RFC 6901) is made of it only where one is needed: made for every
 * value, pointers below a long name would cost the square of the document's length.
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

    /** A property's name inside a JSON Pointer. */
    static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
