/* A value of text and HTML: the HTML if it is ours to the letter, else the words as they are. */
const rich = (book, part, { html, text }) => {
  const whole = attempt(() => read(html, book));
  if (whole) return make('div', part, whole);
  say(`HTML that has not the form of answers.json is shown as text: ${cut(html)}`);
  return make('div', `${part} plain`, `${text || html || ''}`);
};

const heading = (level, part, words) => {
  const e = make(`h${Math.min(level, 6)}`, `heading ${part}`, words);
  e.tabIndex = -1;
  return e;
};

const list = (part, items) => make('ul', part, ...items.map(each => make('li', '', each)));

/* A label and the links that it stands before. */
const line = (part, label, links) => links.length && make('div', `line ${part}`, make('b', 'label', label), list('links', links));

const exactOf = (book, each) => {
  const { words } = book, section = book.sections.get(each.section);
  return make('li', '',
    each.names && make('p', 'fine', aloud(words.for), each.names.join(', ')),
    each.quote ? make('blockquote', 'quote', each.quote) : make('p', 'whole', words.whole),
    section && make('p', 'fine', linkTo(book, each.section, section.heading)));
};

const answerOf = (book, question) => {
  const { words } = book, { facts, actions, evidence, links } = question;
  const of = (given, make) => (given || []).map(make);
  const rows = of(facts, each => make('div', 'line fact', make('dt', 'label', each.label), make('dd', '', rich(book, '', each.value))));
  const exact = of(evidence, each => exactOf(book, each));
  return make('article', 'article',
    heading(book.level, 'question', question.question),
    rich(book, 'answer', question.answer),
    rows.length && make('dl', 'facts', ...rows),
    line('actions', words.actions, of(actions, each => link(book, each.href, 'link action', each.text))),
    exact.length && make('details', 'exact', make('summary', '', words.exact), make('ol', '', ...exact)),
    line('more', words.more, of(links, each => link(book, each.href, 'link', each.text))));
};

/* A section runs on into those below it, which stand after it and are headed one size smaller. */
const sectionOf = (book, section) => {
  const parts = [];
  let open = false;
  book.sections.forEach(each => {
    open = each === section || open && each.level > section.level;
    if (open) parts.push(heading(book.level + each.level - section.level, each === section ? 'question' : '', each.heading), rich(book, 'section-text', each));
  });
  return make('article', 'article section', make('p', 'fine', book.words.from), ...parts,
    make('p', 'fine', link(book, section.href, 'link', book.words.full, true)));
};

const footOf = (book, { state, demonstration, title, code, href }) => {
  const { words } = book, home = link(book, href, 'link all', words.all, true);
  return make('footer', 'foot fine',
    state === 'draft' && make('p', 'mark', words.draft),
    demonstration && make('p', 'mark', `${words.demonstration}. ${demonstration}`),
    make('p', '', title),
    make('p', '', words.dated),
    make('p', '', words.code, ' ', make('b', 'code', code)),
    home.href && make('p', '', home));
};
