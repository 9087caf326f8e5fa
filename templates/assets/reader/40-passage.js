/* A link from a question to a section opens the passage beside the answer: on a wide screen in the margin,
   on a narrow one below the block that holds the link. One passage at a time. */
const skeleton = $('#lp-passage');
const margin = matchMedia('(min-width: 64em)');
const links = $$('.lp-q a[href^="#"]').filter(a => {
  const target = targetOf(a);
  return target && target.closest('.lp-s');
});
let passage = null, opener = null;

const shut = focus => {
  if (!passage) return;
  const was = opener;
  passage.remove();
  was.removeAttribute('aria-expanded');
  passage = opener = null;
  if (focus) was.focus();
};

const open = (a, focus) => {
  const target = targetOf(a), section = target.closest('.lp-s'), question = a.closest('.lp-q');
  const minutes = $('.lp-min', section), whole = skeleton.content.firstElementChild.cloneNode(true);
  shut();
  $('.lp-t', whole).textContent = $('h2, h3, h4, h5, h6', section).textContent;
  /* About 120 words; in the margin fewer where the answer is short, so that the two end together. */
  const space = margin.matches ? Math.max(400, Math.min(600, (question.offsetHeight - 180) * 1.6)) : 600;
  excerpt(section, target, $('.lp-body', whole), space);
  const way = $('.lp-whole', whole);
  way.setAttribute('href', a.getAttribute('href'));
  way.textContent = way.textContent.replace('{n}', minutes ? minutes.textContent : '');
  $('.lp-back', whole).setAttribute('href', '#' + question.id);
  a.closest('.lp-q > *').after(whole);
  a.setAttribute('aria-expanded', 'true');
  passage = whole;
  opener = a;
  if (!focus) return;
  $('h3', whole).focus({ preventScroll: true });
  /* Into view with as little movement as will do, and the answer's last lines stay above it. */
  const box = whole.getBoundingClientRect();
  const beyond = Math.min(box.bottom - innerHeight + 16, box.top - innerHeight * 0.3);
  if (box.top < 16) scrollBy(0, box.top - 16); else if (beyond > 0) scrollBy(0, beyond);
};
