// html`…` escapes every value that it inserts, except for results of html and raw, and arrays of these.
class Html extends String {}

export const raw = (text) => new Html(text);

export function html(parts, ...values) {
  return raw(parts.reduce((page, part, i) => page + insert(values[i - 1]) + part));
}

function insert(value) {
  if (Array.isArray(value)) {
    return value.map(insert).join("");
  }
  if (value instanceof Html) {
    return value.toString();
  }
  return String(value ?? "").replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
