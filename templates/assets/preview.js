/* The page as it is being written: it is loaded again when it has changed, and the reader's place is kept.
   Nothing is stored but a note in this entry of the tab's history, as the page's own script does. Runs before that. */
(function () {
'use strict';
const meta = document.querySelector('meta[name="lp-version"]');
const version = meta ? meta.content : '';
const passages = () => Array.from(document.querySelectorAll('.lp-q a[href^="#"]')).filter(a => {
  let id = a.hash.slice(1);
  try { id = decodeURIComponent(id); } catch (e) { /* as it stands */ }
  const target = document.getElementById(id);
  return target && target.closest('.lp-s');
});
const homeOf = a => { const q = a.closest('.lp-q'); return q ? q.id : ''; };

/* Where the reader is: the place nearest to the upper edge, and how far from it; what is unfolded; which passage. */
const place = () => {
  const above = Array.from(document.querySelectorAll('.lp-q[id], .lp-s[id]'))
    .filter(e => e.getBoundingClientRect().top < innerHeight / 2).pop();
  const opener = document.querySelector('.lp-q a[aria-expanded="true"]');
  return {
    y: scrollY, id: above ? above.id : '', top: above ? above.getBoundingClientRect().top : 0,
    folds: Array.from(document.querySelectorAll('details')).map(d => d.open),
    passage: opener ? { question: homeOf(opener), href: opener.getAttribute('href') } : null,
  };
};

const state = history.state || {}, seen = state.seen;
if (seen) {
  const links = passages(), was = seen.passage;
  const lp = was ? links.findIndex(a => homeOf(a) === was.question && a.getAttribute('href') === was.href) : -1;
  history.replaceState({ lp: lp, own: lp >= 0 && state.own }, '');
  const folds = Array.from(document.querySelectorAll('details'));
  if (folds.length === seen.folds.length) folds.forEach((d, i) => { d.open = seen.folds[i]; });
  addEventListener('load', () => setTimeout(() => {
    const there = seen.id && document.getElementById(seen.id);
    scrollTo({ top: there ? scrollY + there.getBoundingClientRect().top - seen.top : seen.y, behavior: 'instant' });
    history.scrollRestoration = 'auto';
  }));
}

const tell = trouble => {
  const box = document.getElementById('lp-trouble');
  if (!box) return;
  box.querySelectorAll('[data-lp]').forEach(e => { e.textContent = trouble ? trouble[e.dataset.lp] : ''; });
  box.hidden = !trouble;
};

const again = () => {
  history.scrollRestoration = 'manual';
  history.replaceState(Object.assign({}, history.state, { seen: place() }), '');
  location.reload();
};

/* A browser keeps few connections to one host, so a tab that nobody sees gives its own back. */
let source = null;
const listen = () => {
  if (source || document.hidden) return;
  source = new EventSource('/lp-preview/events?page=' + encodeURIComponent(location.pathname));
  source.onmessage = event => {
    const told = JSON.parse(event.data);
    if (told.page !== version) { source.close(); again(); } else tell(told.trouble);
  };
};
const rest = () => { if (source) source.close(); source = null; };
document.addEventListener('visibilitychange', () => { if (document.hidden) rest(); else listen(); });
addEventListener('pagehide', rest);
/* When all is in its place again: a change that came before that would find the place of nobody. */
addEventListener('pageshow', () => setTimeout(listen));
})();
