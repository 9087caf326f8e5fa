/* The contents show where the reader is: at the last place that has passed the upper edge. */
const places = $$('.lp-head, .lp-q, .lp-full, .lp-s'), entries = new Map();
$$('.lp-toc a[href^="#"]').forEach(a => entries.set(targetOf(a), a));
if (entries.size && 'IntersectionObserver' in window) {
  const list = $('.lp-toc');
  let here;
  const mark = place => {
    let i = places.indexOf(place);
    while (i > 0 && !entries.has(places[i])) i -= 1;      /* a subsection counts for its chapter */
    const a = entries.get(places[i]);
    if (a === here) return;
    if (here) here.removeAttribute('aria-current');
    here = a;
    if (!a) return;      /* at the head, above all of them */
    a.setAttribute('aria-current', 'location');
    const top = a.offsetTop, height = list.clientHeight;
    if (top < list.scrollTop + 40 || top > list.scrollTop + height - 60) list.scrollTop = top - height / 2;
  };
  /* Near its end the page cannot move on, so there the place that a link led to counts. */
  const aimed = () => {
    const e = targetOf(location), place = e && e.closest('.lp-q, .lp-s');
    return place && place.getBoundingClientRect().top < innerHeight ? place : null;
  };
  const ended = () => scrollY + innerHeight > document.documentElement.scrollHeight - 4;
  const watch = new IntersectionObserver(seen => {
    seen.forEach(s => { if (s.isIntersecting) mark(ended() && aimed() || s.target); });
  }, { rootMargin: '-12% 0px -87% 0px' });
  /* Only while they can be seen: on a phone they are folded, and nothing is watched while it scrolls. */
  contents.addEventListener('toggle', () => {
    if (contents.open) places.forEach(p => watch.observe(p)); else watch.disconnect();
  });
  addEventListener('hashchange', () => { const place = aimed(); if (place) mark(place); });
}
