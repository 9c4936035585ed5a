// Tests the site against a CMS with the demo content: CMS=http://localhost:8080 KEY=$(cat data/admin.key) node --test
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { cms, get } from "./cms.js";
import { html } from "./html.js";
import { server } from "./server.js";

let site;

before(async () => {
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  site = `http://127.0.0.1:${server.address().port}`;
});

after(() => server.close());

async function read(path, status = 200) {
  const response = await fetch(site + path);
  const text = await response.text();
  assert.equal(response.status, status, text);
  return text;
}

test("values in a page are escaped", () => {
  assert.equal(String(html`<p>${'<b>&"'}</p>${[html`<i>${1}</i>`]}`), "<p>&#60;b&#62;&#38;&#34;</p><i>1</i>");
});

test("the front page links to articles, to sections and to older articles", async () => {
  const page = await read("/");
  const { items } = await get("articles", { limit: 1, fields: "slug" });
  assert.ok(page.includes(`href="/article/${items[0].slug}"`));
  assert.match(page, /href="\/section\/[\w-]+"/);
  const older = /href="(\?cursor=[^"]+)"/.exec(page)[1];
  assert.ok(!(await read(`/${older}`)).includes(`<h2><a href="/article/${items[0].slug}"`));
});

test("a section lists its articles", async () => {
  const { items } = await get("articles", { limit: 1, fields: "slug,section" });
  assert.ok((await read(`/section/${items[0].section.slug}`)).includes(`href="/article/${items[0].slug}"`));
});

test("an article has its body and its pictures, and counts a view", async () => {
  const article = await get("articles/1", { body: "html" });
  const page = await read(`/article/${article.slug}`);
  assert.ok(page.includes("<figcaption>"));
  const picture = /<img src="([^"]+)"/.exec(page)[1];
  assert.equal((await fetch(picture)).status, 200);

  const address = /fetch\("([^"]+\/views)"/.exec(page)[1];
  const count = async () => (await fetch(address, { method: "POST", body: "{}" })).json();
  const { views } = await count();
  assert.equal((await count()).views, views + 1);
});

test("a search marks the matched words and corrects a typo", async () => {
  assert.match(await read("/search?q=nong+thon"), /<mark>/);
  assert.match(await read("/search?q=nogn+thon+moi"), /Showing results for/);
});

test("an old slug redirects to the current one", { skip: !process.env.KEY }, async () => {
  const { id, slug } = await get("articles", { limit: 1 }).then(({ items }) => items[0]);
  const rename = async (slug) => {
    const response = await fetch(new URL(`/api/v1/articles/${id}?publish=true`, cms), {
      method: "PATCH",
      headers: {
        Authorization: `Bearer ${process.env.KEY}`,
        "Content-Type": "application/merge-patch+json",
        "If-Match": "*",
      },
      body: JSON.stringify({ slug }),
    });
    assert.equal(response.status, 200, await response.text());
  };
  await rename(`${slug.slice(0, 100)}-2`);
  const response = await fetch(`${site}/article/${slug}`, { redirect: "manual" });
  assert.equal(response.status, 301);
  assert.equal(response.headers.get("Location"), `/article/${slug.slice(0, 100)}-2`);
  await rename(slug);
});

test("a missing article and a missing page are a 404", async () => {
  await read("/article/khong-co", 404);
  await read("/nowhere", 404);
});
