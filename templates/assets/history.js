/* ?since=2025-01-01: what is new for a reader who agreed on that day. Nothing is stored, and nothing is sent. */
(function () {
'use strict';
const day = new URLSearchParams(location.search).get('since');
if (!day || !/^\d{4}-\d\d-\d\d$/.test(day) || isNaN(new Date(day))) return;
const steps = Array.from(document.querySelectorAll('.lp-step'));
let left = 0;
steps.forEach(e => {
  const known = e.dataset.day <= day;
  e.hidden = known;
  if (!known) {
    left += 1;
    e.querySelectorAll('details').forEach(d => { d.open = true; });
  }
});
const said = document.querySelector('.lp-since'), all = document.querySelector('.lp-all');
const date = new Date(day + 'T12:00:00').toLocaleDateString(said.dataset.locale, { dateStyle: 'long' });
said.textContent = (left ? said.dataset.since : said.dataset.none).replace('{date}', date);
said.hidden = all.hidden = false;
addEventListener('beforeprint', () => document.querySelectorAll('details').forEach(d => { d.open = true; }));
})();
