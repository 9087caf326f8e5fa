/* The little that a page without chrome does by itself: the host's wishes, its height, fragments where browsers
   have none. Everything can be read without. Nothing is stored, nothing is asked for. */
(function () {
'use strict';
const root = document.documentElement, body = document.body;
const asked = new URLSearchParams(location.search);
const theme = asked.get('theme'), size = Number(asked.get('size'));
if (theme === 'dark' || theme === 'light') root.classList.add('lp-' + theme);
if (size) root.style.fontSize = Math.min(310, Math.max(80, size)) + '%';

/* In a frame: tell the host the height. A link that leaves opens in the whole window, since most refuse a frame. */
if (parent !== window) {
  let told = 0;
  const tell = () => {
    const height = Math.ceil(body.getBoundingClientRect().height);
    if (height === told) return;
    told = height;
    parent.postMessage({ type: 'largeprint:height', version: 1, height }, '*');
  };
  if (window.ResizeObserver) new ResizeObserver(tell).observe(body);
  addEventListener('load', tell);
  tell();
  document.querySelectorAll('a[rel~=external]').forEach(a => { a.target = '_top'; });
}

/* In srcdoc a fragment means the host's page; in a blob or data frame engines differ. So we go there ourselves. */
if (/^(about|blob|data):/.test(location.href)) {
  let here = null;
  addEventListener('click', event => {
    const a = event.target.closest('a[href^="#"]');
    const place = a && document.getElementById(decodeURIComponent(a.getAttribute('href').slice(1)));
    if (!place) return;
    event.preventDefault();
    if (here) here.classList.remove('lp-here');
    here = place;
    here.classList.add('lp-here');
    if (!here.hasAttribute('tabindex')) here.tabIndex = -1;
    here.scrollIntoView();
    here.focus({ preventScroll: true });
  });
}
})();
