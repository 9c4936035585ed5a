// A day in a newsroom, with the generated client: node build/newsroom.js <address of the server> <admin key>
import assert from "node:assert/strict";
import createClient from "openapi-fetch";
import type { components, paths } from "./generated/api.js";

type Article = components["schemas"]["ArticleDetails"];
type NewArticle = components["schemas"]["ArticleContent"];

const [, , server, key] = process.argv;
assert.ok(server !== undefined && key !== undefined, "give the address of the server and an admin key");

const reader = createClient<paths>({ baseUrl: server });
const editor = createClient<paths>({ baseUrl: server, headers: { Authorization: `Bearer ${key}` } });

/** What an operation answered; anything else ends the day. */
function answered<T>(result: { data?: T; error?: unknown }): T {
  assert.equal(result.error, undefined, JSON.stringify(result.error));
  assert.ok(result.data !== undefined);
  return result.data;
}

const section = answered(await editor.POST("/api/v1/sections", { body: { name: "Kinh tế biển" } }));
answered(await editor.POST("/api/v1/tags", { body: { name: "Cảng cá", slug: "cang-ca" } }));

// the article of docs/tutorial/curl.md
const story: NewArticle = {
  title: "Cảng cá mới nhận tàu đầu tiên",
  lead: "Chuyến tàu đầu tiên cập bến sáng nay.",
  section: section.slug,
  tags: ["cang-ca"],
  bylines: [{ name: "Minh An" }, { name: "Thu Hà", role: "photographer" }],
  bylineText: "Minh An- Thu Hà",
  media: [{ key: "harbour", asset: { url: "/demo/fishing-port.svg" }, caption: "Tàu vào cảng" }],
  body: [
    { _type: "block", children: [{ _type: "span", text: "Sáng nay, tàu " }, { _type: "span", text: "đầu tiên", marks: ["l1"] }],
      markDefs: [{ _type: "link", _key: "l1", href: "https://example.org" }] },
    { _type: "image", _key: "harbour" },
    { _type: "weather", city: "Hải Phòng", degrees: 28 },
  ],
};
const draft = answered(await editor.POST("/api/v1/articles", { body: story }));
const version: number = draft.version;
const one = { path: { id: draft.id } };

// readers see nothing of a draft, and the refusal is typed
const hidden = await reader.GET("/api/v1/articles/{id}", { params: one });
assert.equal(hidden.error?.type, "/problems/not-found");

answered(await editor.POST("/api/v1/articles/{id}/publish", { params: one, body: {} }));

// a whole article: without `fields` nothing is missing
const page = answered(await reader.GET("/api/v1/articles/{id}", {
  params: { ...one, query: { body: ["portable-text", "html"], include: "views" } },
})) as Article;
assert.equal(page.section.name, "Kinh tế biển");
assert.equal(page.leadPicture?.caption, "Tàu vào cảng");
assert.match(page.bodyHtml ?? "", /<figcaption>Tàu vào cảng/);
for (const node of page.body ?? []) {
  if (node._type === "block" && "children" in node && Array.isArray(node.children)) {
    assert.ok(node.children.length > 0);
  }
}

// a sparse one: what was not asked for is absent, and the compiler knows
const teaser = answered(await reader.GET("/api/v1/articles/{id}", { params: { ...one, query: { fields: "title,section.name" } } }));
const id: number | undefined = teaser.id;
assert.equal(id, undefined);
assert.deepEqual(teaser, { title: "Cảng cá mới nhận tàu đầu tiên", section: { name: "Kinh tế biển" } });

const list = answered(await reader.GET("/api/v1/articles", {
  params: { query: { tag: ["cang-ca"], include: ["media", "views"], facets: ["tag", "year"], sort: "-publishedAt", limit: 5 } },
}));
assert.equal(list.items[0]?.title, story.title);
assert.equal(list.facets?.tag?.[0]?.value, "cang-ca");
assert.equal(list.page.hasMore, false);

// an edit: a merge patch, in which null removes
const patched = answered(await editor.PATCH("/api/v1/articles/{id}", {
  params: { ...one, header: { "If-Match": "*" } },
  headers: { "Content-Type": "application/merge-patch+json" },
  body: { title: "Cảng cá mới", lead: null },
}));
assert.equal(patched.lead, undefined);

const stale = await editor.PATCH("/api/v1/articles/{id}", {
  params: { ...one, header: { "If-Match": `"${version}"` } },
  headers: { "Content-Type": "application/merge-patch+json" },
  body: { title: "Cảng" },
});
assert.equal(stale.error?.status, 412);
assert.equal(stale.error?.currentVersion, patched.version);

const bad = await editor.POST("/api/v1/articles", { body: { ...story, title: "" } });
assert.equal(bad.error?.errors?.[0]?.pointer, "/title");

const view = answered(await reader.POST("/api/v1/articles/{id}/views", { params: one }));
assert.equal(view?.views, 1);

const found = answered(await reader.GET("/api/v1/suggest", { params: { query: { q: "cang", kind: ["tag", "article"] } } }));
assert.ok(found.items.length >= 2);
console.log("the TypeScript client works");
