/* A reader of our own HTML and of nothing else: well-formed, from a list of elements and attributes. Whatever
   departs from it by a sign stops it, and then the words are shown as plain text. */
const ELEMENTS = new Set(('a abbr address article b bdi bdo blockquote br caption cite code col colgroup dd del details'
  + ' dfn div dl dt em figcaption figure hr i img ins kbd li mark ol p pre q rp rt ruby s samp section small span strong'
  + ' sub summary sup table tbody td tfoot th thead time tr u ul var wbr').split(' '));
const KEPT = /^(abbr|alt|aria-label|class|colspan|data-n|datetime|dir|headers|height|href|hreflang|lang|loading|open|reversed|role|rowspan|scope|span|src|start|tabindex|title|type|value|width)$/;
const TOKEN = /<\/([a-z]+)>|<([a-z]+)((?: [a-z-]+="[^"]*")*)>|([^<&]+|&(?:amp|lt|gt|quot|apos|nbsp|#\d+|#x[\da-f]+);)/iy;
const SIGNS = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

const bare = text => text.replace(/&#?(\w+);/g, (whole, name) =>
  SIGNS[name] || String.fromCodePoint(`0${name}`.replace(/^0(?=\d)/, '')));

/* It is put together in a document that fetches nothing. Pictures come from the policy's own site. */
const quiet = document.implementation.createHTMLDocument('');
const read = (html, book) => {
  const whole = quiet.createDocumentFragment(), open = [whole];
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < html.length;) {
    const found = TOKEN.exec(html), into = open[0];
    if (!found || open[64]) stop();
    const [, end, start, attributes, text] = found;
    if (text) into.append(bare(text));
    else if (end) {
      if (open.shift().localName !== end) stop();
    } else {
      if (!ELEMENTS.has(start)) stop();
      const e = quiet.createElement(start);
      for (const [, name, value] of attributes.matchAll(/ ([^=]+)="([^"]*)"/g)) {
        const words = bare(value), url = name === 'src' && urlOf(words, book.base);
        if (!KEPT.test(name) || name === 'src' && !near(book, url)) stop();
        e.setAttribute(name, url || words);
      }
      into.append(e);
      if (!/^(br|hr|img|col|wbr)$/.test(start)) open.unshift(e);
    }
  }
  if (open[1]) stop();
  whole.querySelectorAll('a[href]').forEach(a => lead(book, a, a.getAttribute('href')));
  return whole;
};
