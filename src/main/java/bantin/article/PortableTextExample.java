package bantin.article;

/** The example of a body in the OpenAPI document. */
public final class PortableTextExample {

    public static final String JSON = """
            [{"_type": "block", "_key": "b1", "style": "normal", "markDefs": [], "children": [
                {"_type": "span", "_key": "s1", "text": "Sáng 11/10, thành phố họp trực tuyến với các xã.", "marks": []}]},
             {"_type": "image", "_key": "hall"}]
            """;

    private PortableTextExample() {}
}
