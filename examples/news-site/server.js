// Serves the pages. The environment variables are PORT, and CMS, the address of the CMS.
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { Problem } from "./cms.js";
import { Moved, articlePage, errorPage, frontPage, searchPage, sectionPage } from "./pages.js";

const ROUTES = [
  [/^\/$/, frontPage],
  [/^\/section\/(?<slug>[^/]+)$/, sectionPage],
  [/^\/article\/(?<slug>[^/]+)$/, articlePage],
  [/^\/search$/, searchPage],
];

async function page(url) {
  for (const [path, render] of ROUTES) {
    const match = path.exec(decodeURI(url.pathname));
    if (match) {
      return render({ ...Object.fromEntries(url.searchParams), ...match.groups });
    }
  }
  throw new Problem({ status: 404, detail: "There is no such page." });
}

export const server = createServer(async (request, response) => {
  try {
    const body = await page(new URL(request.url, "http://localhost"));
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" }).end(String(body));
  } catch (error) {
    await answer(error, response);
  }
});

async function answer(error, response) {
  if (error instanceof Moved) {
    response.writeHead(301, { Location: error.to }).end();
  } else if (error instanceof Problem) {
    const body = await errorPage(error.status, error.message).catch(() => error.message);
    response.writeHead(error.status, { "Content-Type": "text/html; charset=utf-8" }).end(String(body));
  } else {
    console.error(error);
    response.writeHead(500).end("This page cannot be shown at the moment.");
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const port = process.env.PORT ?? 3000;
  server.listen(port, () => console.log(`http://localhost:${port}`));
}
