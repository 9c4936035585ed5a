// Reads from the CMS. Public reads need no API key.
export const cms = process.env.CMS ?? "http://localhost:8080";

/** A problem that the CMS answered with (RFC 9457), such as a 404 or a 410. */
export class Problem extends Error {
  constructor(problem) {
    super(problem.detail ?? problem.title);
    this.status = problem.status;
  }
}

/** GET /api/v1/<path>?<parameters>; parameters that are undefined are left out. */
export async function get(path, parameters = {}) {
  const url = new URL(`/api/v1/${path}`, cms);
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) {
      url.searchParams.set(name, value);
    }
  }
  const response = await fetch(url);
  const body = await response.json();
  if (!response.ok) {
    throw new Problem(body);
  }
  return body;
}
