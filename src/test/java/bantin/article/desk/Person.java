package bantin.article.desk;

import bantin.testsupport.Api;
import java.util.function.Supplier;

/** People with different rights. */
enum Person {
    READER(() -> null),
    LAN(() -> Api.authorKey("Lan")),
    HUE(() -> Api.authorKey("Huệ")),
    EDITOR(Api::editorKey),
    ADMIN(() -> Api.ADMIN_KEY);

    private final Supplier<String> key;

    Person(Supplier<String> key) {
        this.key = key;
    }

    /** The API key; null for readers. */
    String key() {
        return key.get();
    }

    boolean hasKey() {
        return this != READER;
    }

    boolean isEditor() {
        return this == EDITOR || this == ADMIN;
    }
}
