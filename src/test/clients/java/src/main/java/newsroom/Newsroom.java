package newsroom;

import bantin.client.ApiClient;
import bantin.client.ApiException;
import bantin.client.api.ArticlesApi;
import bantin.client.api.SectionsApi;
import bantin.client.model.ArticleContent;
import bantin.client.model.ArticlePatch;
import bantin.client.model.PortableTextBlock;
import bantin.client.model.PortableTextInline;
import bantin.client.model.PortableTextNode;
import bantin.client.model.PortableTextSpan;
import bantin.client.model.PublishRequest;
import bantin.client.model.SectionContent;
import java.util.List;
import java.util.Objects;

/** A day in a newsroom, with the generated client. Its arguments are the address of a server and an admin key. */
public final class Newsroom {

    private Newsroom() {}

    public static void main(String[] arguments) throws ApiException {
        var editor = client(arguments[0])
                .setRequestInterceptor(request -> request.header("Authorization", "Bearer " + arguments[1]));
        var writing = new ArticlesApi(editor);
        var reading = new ArticlesApi(client(arguments[0]));

        var section = new SectionsApi(editor).createSection(new SectionContent().name("Đời sống"), null);
        var text = new PortableTextSpan().type(PortableTextSpan.TypeEnum.SPAN).text("Chợ quê họp từ sáng sớm.");
        var paragraph = new PortableTextBlock()
                .type(PortableTextBlock.TypeEnum.BLOCK)
                .children(List.of(new PortableTextInline(text)));
        var draft = writing.createArticle(
                new ArticleContent()
                        .title("Chợ quê ngày giáp Tết")
                        .lead("Người mua đông hơn mọi năm.")
                        .section(section.getSlug())
                        .body(List.of(new PortableTextNode(paragraph))),
                null,
                null,
                null,
                null,
                null,
                null);
        writing.publishArticle(draft.getId(), null, null, null, null, new PublishRequest());

        var page = reading.getArticle(draft.getId(), null, null, null, null, null);
        equal(page.getBody().get(0).getPortableTextBlock().getStyle(), "normal");
        var sparse = reading.getArticle(draft.getId(), null, "title,section.name", null, null, null);
        equal(sparse.getTitle(), "Chợ quê ngày giáp Tết");
        equal(sparse.getSection().getName(), "Đời sống");
        equal(sparse.getId(), null);

        var patch = new ArticlePatch();
        patch.setLead(null);
        var patched = writing.updateArticle(draft.getId(), patch, null, null, null, "*");
        equal(patched.getLead(), null);
        equal(patched.getTitle(), "Chợ quê ngày giáp Tết");
        try {
            writing.updateArticle(draft.getId(), patch, null, null, null, "\"" + draft.getVersion() + "\"");
            throw new AssertionError("a stale edit was taken");
        } catch (ApiException e) {
            equal(e.getCode(), 412);
        }
    }

    private static ApiClient client(String server) {
        var client = new ApiClient();
        client.updateBaseUri(server);
        return client;
    }

    private static void equal(Object given, Object expected) {
        if (!Objects.equals(given, expected)) {
            throw new AssertionError("expected " + expected + ", but it is " + given);
        }
    }
}
