// Each function reads from the CMS what one page needs, and returns the page as HTML.
import { cms, get } from "./cms.js";
import { html, raw } from "./html.js";

/** The article has another slug now. */
export class Moved extends Error {
  constructor(slug) {
    super(slug);
    this.to = `/article/${encodeURIComponent(slug)}`;
  }
}

const TEASER = "id,slug,title,lead,section,publishedAt,leadPicture";

export async function frontPage({ cursor }) {
  const [latest, mostViewed] = await Promise.all([
    get("articles", { fields: TEASER, limit: 10, cursor }),
    get("articles/most-viewed", { window: "7d", limit: 5, fields: "article.slug,article.title,views" }),
  ]);
  return layout(
    "News",
    html`<h1>News</h1>
      ${latest.items.map(teaser)} ${more(latest.page, {})}
      <aside>
        <h2>Most viewed</h2>
        <ol>
          ${mostViewed.items.map(({ article, views }) => html`<li>${link(article)} (${views})</li>`)}
        </ol>
      </aside>`,
  );
}

export async function sectionPage({ slug, cursor }) {
  const [section, articles] = await Promise.all([
    get(`sections/by-slug/${encodeURIComponent(slug)}`),
    get("articles", { section: slug, fields: TEASER, limit: 10, cursor }),
  ]);
  return layout(
    section.name,
    html`<h1>${section.name}</h1>
      <p>${section.description}</p>
      ${articles.items.map(teaser)} ${more(articles.page, {})}`,
  );
}

export async function articlePage({ slug }) {
  // The CMS redirects from an old slug to the current one, and fetch follows the redirect.
  const article = await get(`articles/by-slug/${encodeURIComponent(slug)}`, { body: "html", include: "views" });
  if (article.slug !== slug) {
    throw new Moved(article.slug);
  }
  const related = await get(`articles/${article.id}/related`, { fields: "slug,title", limit: 4 });
  return layout(
    article.title,
    html`<article lang="${article.locale}">
        <p><a href="/section/${article.section.slug}">${article.section.name}</a></p>
        <h1>${article.title}</h1>
        <p><strong>${article.lead}</strong></p>
        <p>${article.bylineText} · ${time(article.publishedAt)} · <span id="views">${article.views}</span> views</p>
        ${raw(withPictures(article.bodyHtml))}
        <p>${article.tags.map((tag) => html`<a href="/search?tag=${tag.slug}">#${tag.name}</a> `)}</p>
      </article>
      <aside>
        <h2>Related</h2>
        <ul>
          ${related.items.map((other) => html`<li>${link(other)}</li>`)}
        </ul>
      </aside>
      ${countView(article.id)}`,
  );
}

export async function searchPage({ q, tag, section, cursor }) {
  const asked = { q, tag, section };
  const found = await get("articles", {
    ...asked,
    cursor,
    limit: 10,
    facets: "section",
    include: q && "highlights",
    fields: `${TEASER},highlights`,
  });
  return layout(
    `Search: ${q ?? tag ?? ""}`,
    html`<h1>Search</h1>
      ${found.correctedQuery && html`<p>Showing results for <em>${found.correctedQuery}</em></p>`}
      <ul>
        ${(found.facets?.section ?? []).map(
          ({ value, name, count }) =>
            html`<li><a href="?${parameters({ ...asked, section: value })}">${name}</a> (${count})</li>`,
        )}
      </ul>
      ${found.items.map(teaser)} ${more(found.page, asked)}`,
    q,
  );
}

export function errorPage(status, message) {
  return layout(String(status), html`<h1>${status}</h1><p>${message}</p>`);
}

/** An article in a list. Highlights are HTML in which <mark> is the only markup. */
function teaser({ slug, title, lead, publishedAt, leadPicture, highlights }) {
  return html`<section>
    <h2><a href="/article/${slug}">${highlights?.title ? raw(highlights.title) : title}</a></h2>
    ${leadPicture && html`<img src="${new URL(leadPicture.asset.url, cms)}" alt="${leadPicture.alt}" width="240">`}
    <p>${highlights?.snippets?.length ? highlights.snippets.map(raw) : lead}</p>
    <p>${time(publishedAt)}</p>
  </section>`;
}

function link({ slug, title }) {
  return html`<a href="/article/${slug}">${title}</a>`;
}

function time(at) {
  return html`<time datetime="${at}">${at.slice(0, 16).replace("T", " ")}</time>`;
}

function more({ nextCursor: cursor }, asked) {
  return cursor && html`<p><a href="?${parameters({ ...asked, cursor })}">Older articles</a></p>`;
}

function parameters(values) {
  return new URLSearchParams(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** The body is sanitized by the CMS. The pictures of the demo content are files of the CMS. */
function withPictures(bodyHtml) {
  return bodyHtml.replaceAll('src="/', `src="${cms}/`);
}

/** Counts the view when the page is displayed, not when it is fetched or prerendered. */
function countView(id) {
  return html`<script type="module">
    const visitor = (localStorage.visitor ??= crypto.randomUUID());
    const count = async () => {
      const response = await fetch("${cms}/api/v1/articles/${id}/views", {
        method: "POST",
        body: JSON.stringify({ visitor }),
      });
      document.getElementById("views").textContent = (await response.json()).views;
    };
    document.prerendering ? addEventListener("prerenderingchange", count, { once: true }) : count();
  </script>`;
}

async function layout(title, content, q) {
  const sections = await get("sections", { tree: true, limit: 100 });
  return html`<!doctype html>
    <html lang="vi">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>${title}</title>
        <style>
          body { max-width: 45rem; margin: 1rem auto; padding: 0 1rem; font: 1.1rem/1.5 Georgia, serif; }
          img { max-width: 100%; height: auto; }
          figure { margin: 1rem 0; }
          figcaption { font-size: 0.9rem; }
        </style>
      </head>
      <body>
        <nav>
          <a href="/">News</a>
          ${sections.items.map(({ slug, name }) => html` · <a href="/section/${slug}">${name}</a>`)}
          <form action="/search">
            <input name="q" value="${q}" list="suggestions" autocomplete="off" aria-label="Search">
            <datalist id="suggestions"></datalist>
          </form>
        </nav>
        <main>${content}</main>
        <script type="module">
          const input = document.querySelector("input[name=q]");
          input.addEventListener("input", async () => {
            const response = await fetch("${cms}/api/v1/suggest?q=" + encodeURIComponent(input.value));
            const { items = [] } = await response.json();
            suggestions.replaceChildren(...items.map(({ text }) => new Option(text)));
          });
        </script>
      </body>
    </html>`;
}
