/* The page reads whole without any of this. What follows only saves the reader a journey. */
const $ = (selector, root) => (root || document).querySelector(selector);
const $$ = (selector, root) => Array.from((root || document).querySelectorAll(selector));

/* What only works with a script appears with it. */
$$('.lp-script').forEach(e => { e.hidden = false; });

/* The element that a link within the page leads to. Ids may be in any script, and hashes come encoded. */
const idOf = hash => {
  try { return decodeURIComponent(hash.slice(1)); } catch (e) { return hash.slice(1); }
};
const targetOf = a => a.hash ? document.getElementById(idOf(a.hash)) : null;

/* A click that asks for a new tab, a new window or a download is the browser's business. */
const plain = e => !e.defaultPrevented && !e.button && !e.ctrlKey && !e.metaKey && !e.shiftKey && !e.altKey;
