// Renders ../resources/bantin/body/reference-*.json with the reference renderer of Portable Text and writes what it
// gives beside each as .html. The components below print what HtmlWriter adds to the standard blocks: pictures, tables,
// listings and breaks, and `data-exact` where HTML would fold text; and what it leaves out: inline objects, unknown nodes
// and unknown marks, and of overlapping links all but the first.

import {readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {escapeHTML, toHTML} from '@portabletext/to-html'

const folder = new URL('../resources/bantin/body/', import.meta.url)
const pictures = JSON.parse(readFileSync(new URL('pictures.json', folder), 'utf8'))

const attribute = (value) =>
  value.replace(/[&<>"']/g, (c) => ({'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#x27;'})[c])
const text = (block) => block.children.map((child) => child.text ?? '').join('')
const isWrapper = ({children: [only, ...others]}) => only?._type === '@list' && others.length === 0
const isFolded = (words) => /^$|^\s|\s$|\s\s|[^\S \n]/.test(words)
const exact = (folded) => (folded ? ' data-exact' : '')
const tags = {h1: 'h1', h2: 'h2', h3: 'h3', h4: 'h4', h5: 'h5', h6: 'h6', blockquote: 'blockquote'}

const block = ({value, children}) => {
  const tag = tags[value.style] ?? 'p'
  return `<${tag}${exact(!isWrapper(value) && isFolded(text(value)))}>${children}</${tag}>`
}

const listItem = ({value, children}) => {
  const isPlain = !value.style || value.style === 'normal'
  return `<li${exact(isPlain && !isWrapper(value) && isFolded(text(value)))}>${children}</li>`
}

const withoutOverlappingLinks = (node) => {
  const links = (node.markDefs ?? []).filter(({_type}) => _type === 'link').map(({_key}) => _key)
  const isKept = (mark, i, marks) => !links.includes(mark) || marks.findIndex((m) => links.includes(m)) === i
  const children = node.children?.map((child) => ({...child, marks: child.marks?.filter(isKept)}))
  return children ? {...node, children} : node
}

const multiline = (text) => escapeHTML(text).replaceAll('\n', '<br/>')

const figure = ({value}) => {
  const picture = pictures.find(({key}) => key === value._key)
  if (!picture) return ''
  const size = ['width', 'height'].map((name) => (picture[name] ? ` ${name}="${picture[name]}"` : '')).join('')
  const credit = picture.credit && `<cite>${escapeHTML(picture.credit)}</cite>`
  const texts = [picture.caption && escapeHTML(picture.caption), credit].filter(Boolean).join(' ')
  const caption = texts && `<figcaption>${texts}</figcaption>`
  const img = `<img src="${attribute(picture.url)}" alt="${attribute(picture.alt ?? '')}"${size} loading="lazy">`
  return `<figure data-key="${attribute(value._key)}">${img}${caption}</figure>`
}

const table = ({value}) => {
  const cells = (row) => row.cells.map((cell) => `<td>${multiline(cell)}</td>`).join('')
  const width = Math.max(...value.rows.map((row) => row.cells.length))
  const isOdd = value.rows.some((row) => row.cells.length < width || row.cells.some((cell) => cell && isFolded(cell)))
  return `<table${exact(isOdd)}><tbody>${value.rows.map((row) => `<tr>${cells(row)}</tr>`).join('')}</tbody></table>`
}

const code = ({value}) => {
  const language = value.language ? ` class="language-${value.language}"` : ''
  return `<pre><code${language}>${attribute(value.code)}</code></pre>`
}

const components = {
  block,
  listItem,
  types: {image: figure, table, code, break: () => '<hr>'},
  marks: {sub: ({children}) => `<sub>${children}</sub>`, sup: ({children}) => `<sup>${children}</sup>`},
  unknownType: () => '',
  unknownMark: ({children}) => children,
}

for (const name of readdirSync(folder).filter((file) => /^reference-.*\.json$/.test(file))) {
  const body = JSON.parse(readFileSync(new URL(name, folder), 'utf8')).map(withoutOverlappingLinks)
  const html = toHTML(body, {components, onMissingComponent: false})
  writeFileSync(new URL(name.replace('.json', '.html'), folder), html)
}
