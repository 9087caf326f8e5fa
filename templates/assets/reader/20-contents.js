/* The contents stand open where they have a column of their own, and on paper nothing is folded. */
const contents = $('.lp-toc details');
const column = matchMedia('(min-width: 78em)');
if (contents) {
  const fit = () => { contents.open = column.matches; };
  fit();
  column.addEventListener('change', fit);
  contents.addEventListener('click', e => { if (!column.matches && e.target.closest('a')) contents.open = false; });
}
/* What a link leads to is never folded away, also where the browser would leave it so. */
const reveal = () => {
  const e = targetOf(location), box = e && e.closest('details:not([open])');
  if (box) { box.open = true; e.scrollIntoView(); }
};
reveal();
addEventListener('hashchange', reveal);
const folded = [];
addEventListener('beforeprint', () => {
  $$('main details:not([open])').forEach(e => { e.open = true; folded.push(e); });
});
addEventListener('afterprint', () => { folded.splice(0).forEach(e => { e.open = false; }); });

$$('.lp-print').forEach(e => e.addEventListener('click', () => { print(); }));
