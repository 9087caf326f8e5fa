/* The element. Its own content is shown until there is an answer, and stays where there is none. */
const sheet = new CSSStyleSheet();      /* a browser of before 2023 has none; all ends here, and shows what the host wrote */
sheet.replaceSync(STYLE);

/* The data and the address at which its links begin; nothing while the page is still arriving. */
const source = async (host, renew) => {
  const src = host.getAttribute('src'), base = host.getAttribute('base'), url = src && urlOf(src, document.baseURI);
  let trouble = 'there is neither an address in src nor JSON inside the element';
  if (url) {
    try { return [await load(url.href), base || url.href]; } catch (e) { trouble = e.message; }
  }
  if (document.readyState === 'loading') return document.addEventListener('DOMContentLoaded', renew);
  const data = inline(host) || stop(trouble);
  if (url) say(`${trouble}; the JSON inside the element is shown`);
  return [data, base || (url || '')];
};

const control = host => {
  const root = host.attachShadow({ mode: 'open' }), slot = make('slot');
  let turn = 0, now = slot, views, book;
  root.adoptedStyleSheets = [sheet];
  root.append(slot);

  const tell = (name, detail, cancelable) =>
    host.dispatchEvent(new CustomEvent(`largeprint-${name}`, { bubbles: true, composed: true, cancelable, detail }));

  const back = () => {
    const { view, opener } = views.shift();
    view.replaceWith(views[0].view);
    opener.focus();
  };

  const put = e => { now.replaceWith(e); now = e; };

  /* A passage or another answer in place of what is shown, with the way back. */
  const open = (id, opener) => {
    const way = make('button', 'back', book.words.back), view = make('div', '', way, whole(book, id));
    way.onclick = back;
    views[0].view.replaceWith(view);
    views.unshift({ view, opener });
    view.querySelector('[tabindex]').focus();
  };

  /* All is made before any of it is shown. */
  const show = (data, at) => {
    const [question, moment, wanted] = ['question', 'moment', 'heading-level'].map(name => host.getAttribute(name));
    book = bookOf(data, at, /^[1-6]$/.test(wanted) ? +wanted : 2);
    const [state, view] = find(book, question, moment), { policy } = book;
    const made = make('div', 'base', view, footOf(book, policy));
    made.lang = policy.language;
    made.dir = policy.direction;
    views = [{ view }];
    put(made);
    tell('ready', { state, question, moment, code: policy.code, release: policy.release });
  };

  /* What was shown goes, since it may not be what is asked for now. */
  const fail = reason => {
    put(slot);
    say(reason);
    tell('error', { reason });
  };

  /* Several changes in a row are one. */
  const renew = async () => {
    const mine = turn += 1;
    try {
      await null;
      const given = mine === turn && host.isConnected && await source(host, renew);
      if (given && mine === turn) show(...given);
    } catch (e) { if (mine === turn) fail(e.name === 'Error' ? e.message : `this has not the form of answers.json: ${e.message}`); }
  };

  root.addEventListener('click', e => {
    const a = e.target.closest('[data-kind]');
    /* A click that asks for a new tab, a new window or a download is the browser's business. */
    if (!a || e.button || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return;
    const { kind, id } = a.dataset, ours = tell('open', { href: a.href, kind, id }, true);
    if (!ours || id) e.preventDefault();
    if (ours && id) open(id, a);
  });
  return renew;
};

class Answer extends HTMLElement {
  static get observedAttributes() { return ['src', 'question', 'moment', 'heading-level', 'base']; }
  constructor() { super(); this.renew = control(this); }
  connectedCallback() { this.renew(); }
  attributeChangedCallback(name, before, now) { if (before !== now) this.renew(); }
}

if (!customElements.get('large-print-answer')) customElements.define('large-print-answer', Answer);
