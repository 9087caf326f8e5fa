/* A link from a question to a section opens the passage beside the answer: on a wide screen in the margin,
   on a narrow one below the block that holds the link. One passage at a time. */
const skeleton = $('#lp-passage');
const margin = matchMedia('(min-width: 64em)');
const links = $$('.lp-q a[href^="#"]').filter(a => {
  const target = targetOf(a);
  return target && target.closest('.lp-s');
});
links.forEach(a => a.setAttribute('aria-expanded', 'false'));

/* A table is cut like everything else, so each of its cells says what column it is from. */
$$('.lp-table table').forEach(table => {
  const heads = $$('thead th, thead td', table).map(cell => cell.textContent.trim());
  $$('tbody tr', table).forEach(row => Array.from(row.cells).forEach((cell, at) => {
    if (at && heads[at]) cell.dataset.h = heads[at];
  }));
});

let passage = null, opener = null, seen = false;      /* seen: whether the passage is in view */
const watch = new IntersectionObserver(entries => { seen = entries[entries.length - 1].isIntersecting; });

const shut = focus => {
  if (!passage) return;
  const was = opener;
  watch.disconnect();
  passage.remove();
  was.setAttribute('aria-expanded', 'false');
  passage = opener = null;
  if (focus) was.focus();
};

const open = (a, focus) => {
  const target = targetOf(a), section = target.closest('.lp-s'), question = a.closest('.lp-q');
  const minutes = $('.lp-min', section), whole = skeleton.content.firstElementChild.cloneNode(true);
  shut();
  $('.lp-t', whole).textContent = $('h2, h3, h4, h5, h6', section).textContent;
  const way = $('.lp-whole', whole);
  way.setAttribute('href', a.getAttribute('href'));
  way.textContent = way.textContent.replace('{n}', minutes ? minutes.textContent : '');
  $('.lp-back', whole).setAttribute('href', '#' + question.id);
  a.closest('.lp-q > *').after(whole);
  /* About 120 words. In the margin fewer where the answer is short, so that the two end together, and never more
     than the window holds: what is taller could not be read beside the answer. */
  const body = $('.lp-body', whole);
  let space = margin.matches ? Math.max(400, Math.min(600, (question.offsetHeight - 180) * 1.6)) : 600;
  do {
    body.textContent = '';
    excerpt(section, target, body, space);
    space *= 0.7;
  } while (margin.matches && whole.offsetHeight > innerHeight - 40 && space > 100);
  a.setAttribute('aria-expanded', 'true');
  passage = whole;
  opener = a;
  seen = true;
  watch.observe(whole);
  if (!focus) return;
  $('h3', whole).focus({ preventScroll: true });
  /* Into view with as little movement as will do, and the answer's last lines stay above it. */
  const box = whole.getBoundingClientRect();
  const beyond = Math.min(box.bottom - innerHeight + 16, box.top - innerHeight * 0.3);
  if (box.top < 16) scrollBy(0, box.top - 16); else if (beyond > 0) scrollBy(0, beyond);
};

/* Another width puts the passage elsewhere. Whoever was reading it goes on reading it. */
addEventListener('resize', () => { if (passage && seen) passage.scrollIntoView({ block: 'nearest' }); });
