/* The beginning of a section, copied: as much as there is space for, cut between blocks, never in a sentence. */

/* Room is counted in letters, six to a word; a Chinese, Japanese or Korean sign takes the room of two. */
const room = e => e.textContent.length + (e.textContent.match(/[\u2e80-\ud7ff\uf900-\ufaff]/g) || []).length;
const blocks = /^(P|PRE|HR|TR|DT|DD|FIGCAPTION|UL|OL|LI|DL|DIV|TABLE|TBODY|BLOCKQUOTE|FIGURE)$/;
const holders = /^(DD|UL|OL|LI|DL|DIV|TABLE|TBODY|BLOCKQUOTE|FIGURE)$/;      /* blocks that may hold blocks */
const divisible = e => holders.test(e.tagName) && Array.from(e.children).some(inner => blocks.test(inner.tagName));

/* Copies what is in `from` into `into` until the room is used up, passing over what stands before `start.node`;
   says whether all went in. */
const take = (from, into, left, start) => {
  for (const e of from.childNodes) {
    if (!blocks.test(e.nodeName)) {
      if (!start.node) into.append(e.cloneNode(true));
      continue;
    }
    if (start.node) {
      if (!e.contains(start.node)) { start.passed = true; continue; }
      if (e === start.node || !divisible(e)) start.node = null;
    }
    const size = room(e);
    if (!start.node && size <= left.room + left.more) {
      into.append(e.cloneNode(true));
      left.room -= size;
      left.taken = true;
    } else if (divisible(e) && (start.node || left.room > 120)) {
      const part = into.appendChild(e.cloneNode(false));
      const whole = take(e, part, left, start);
      if (!part.textContent.trim()) part.remove();
      if (!whole) return false;
    } else if (!left.taken) {
      into.append(e.cloneNode(true));       /* a first paragraph is never cut, however long */
      left.room = 0;
    } else return false;
    if (left.room <= 0 && e.nextElementSibling) return false;
  }
  return true;
};

/* How deep a section stands, by its heading. */
const depth = section => { const h = $('h2, h3, h4, h5, h6', section); return h ? +h.tagName[1] : 3; };

/* Copies the beginning of `section`, or what stands at `target` inside it, into `into`.
   A section runs on into the subsections below it, which stand after it and are headed one size smaller. */
const excerpt = (section, target, into, space) => {
  const gap = () => {
    const p = document.createElement('p');
    p.className = 'lp-gap';
    p.textContent = '…';
    return p;
  };
  const left = { room: space, more: space / 5, taken: false };
  const start = { node: target.closest('.lp-body') ? target : null, passed: false };
  let whole = true, at = section;
  do {
    const body = $('.lp-body', at);
    const head = at === section ? null : $('h3, h4, h5, h6', at);
    if (head) {
      if (left.room < 120) { whole = false; break; }
      const p = document.createElement('p');
      p.className = 'lp-sub';
      p.append(...head.cloneNode(true).childNodes);
      into.append(p);
    }
    if (body) whole = take(body, into, left, start);
    if (!whole && into.lastElementChild && into.lastElementChild.className === 'lp-sub') into.lastElementChild.remove();      /* nothing came after it */
    at = at.nextElementSibling;
  } while (whole && at && depth(section) > 2 && depth(at) > depth(section));
  if (!whole) into.append(gap());
  if (start.passed) into.prepend(gap());
  $$('.lp-ref', into).forEach(e => { e.remove(); });      /* they lead back from the section, and this is a copy */
  /* An id stands once in a page, and a copied table is no landmark. */
  $$('[id], [name], [role], [aria-label]', into).forEach(e => {
    ['id', 'name', 'role', 'aria-label'].forEach(name => e.removeAttribute(name));
  });
};
