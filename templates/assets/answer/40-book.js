/* The data made ready: what stands under which id, and what an address in it means. */
const urlOf = (href, base) => attempt(() => new URL(href, base));

const near = ({ base }, url) => base && url && url.protocol === base.protocol && url.host === base.host;

const listed = (list, key) => new Map((list || []).map(each => [each[key], each]));

/* `at` is where relative addresses begin. In a blob they lead nowhere. */
const bookOf = (data, at, level) => {
  const base = urlOf(at, document.baseURI);
  return {
    data, level, policy: data.policy, words: data.words || {},
    base: base && !/^(javascript|data|blob|about):/.test(base) ? base : undefined,
    questions: listed(data.questions, 'id'), sections: listed(data.sections, 'anchor'), gone: listed(data.gone, 'id'),
  };
};

const has = (book, id) => book.questions.has(id) || book.sections.has(id);

/* Makes `a` lead where `href`, as the data has it, is meant to: within the policy in place, unless `away`. The host
   hears of each. */
const lead = (book, a, href, away) => {
  const [path, mark] = href.split('#'), page = book.policy.href;
  const here = !away && (!path || path === page) && attempt(() => decodeURIComponent(mark)), id = has(book, here) ? here : '';
  const url = urlOf(path ? href : `${page}#${mark}`, book.base), inside = near(book, url);
  a.removeAttribute('href');
  if (url && !inside && !/^(https?|mailto|tel):/.test(url)) stop(`the address ${cut(href)} is refused`);
  if (url || id) {
    a.href = url || `#${mark}`;
    const kind = id ? book.sections.has(id) ? 'section' : 'question'
      : inside ? 'policy' : { 'mailto:': 'mail', 'tel:': 'tel' }[url.protocol] || 'web';
    Object.assign(a.dataset, { kind, id });
    if (!id && !inside) {
      a.rel = 'noopener external';
      a.append(aloud(book.words[kind]) || '');
    }
  }
  return a;
};

const link = (book, href, part, words, away) => lead(book, make('a', part, words), href, away);
const linkTo = (book, id, words) => link(book, `#${encodeURIComponent(id)}`, 'link', words);
