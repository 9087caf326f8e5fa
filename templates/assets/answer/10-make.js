/* Elements are made one by one and never out of markup: a page that asks for Trusted Types needs no policy for us.
   `part` names an element for the host's style sheet, and for ours. */
const make = (name, part, ...inner) => {
  const e = document.createElement(name);
  if (part) e.setAttribute('part', part);
  e.append(...inner.filter(each => each));
  return e;
};

/* Words for those who hear the page. */
const aloud = words => words && make('span', 'aloud', ` ${words} `);

/* What a piece of work gives, or null where it fails. */
const attempt = work => { try { return work(); } catch (e) { return null; } };

const stop = reason => { throw new Error(reason); };

/* What went wrong, for whoever builds the host. */
const say = words => console.warn(`large-print-answer: ${words}`);
const cut = words => JSON.stringify(String(words).slice(0, 80));
