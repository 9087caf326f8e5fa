/* What is asked for: a question or section, a moment, everything; or what is said of an id that is gone or unknown. */
const whole = (book, id) => book.questions.has(id)
  ? answerOf(book, book.questions.get(id))
  : sectionOf(book, book.sections.get(id));

/* By the pairs of letters that two ids share, and the letters that one is longer. */
const nearest = (id, ids) => {
  const shared = each => Array.from(each).filter((_, i) => id.includes(each.slice(i, i + 2))).length - Math.abs(id.length - each.length);
  return ids.sort((a, b) => shared(b) - shared(a))[0];
};

const listOf = book => list('questions', book.data.questions.map(each => linkTo(book, each.id, each.question)));

const goneOf = (book, id) => {
  const entry = book.gone.get(id), { words } = book;
  let to = id;
  for (let steps = 9; steps && book.gone.has(to); steps -= 1) to = book.gone.get(to).to;
  return make('div', 'gone', make('p', 'note', entry.note || `${words.gone} ${entry.on || ''} ${entry.because || ''}`),
    ...has(book, to) ? [make('p', '', words.instead), whole(book, to)] : []);
};

/* What the element shows, and in a word what that is. */
const find = (book, question, moment) => {
  const { questions } = book.data, of = each => each.moments || [];
  const fit = moment ? questions.filter(each => of(each).includes(moment)) : [];
  if (question ? has(book, question) : fit.length) {
    return ['answer', question ? whole(book, question) : make('div', '', ...fit.map(each => answerOf(book, each)))];
  }
  if (book.gone.has(question)) return ['gone', goneOf(book, question)];
  const wanted = question || moment;
  if (!wanted) return ['list', listOf(book)];
  const near = nearest(wanted, question ? questions.map(each => each.id) : questions.flatMap(of));
  say(`there is no ${question ? 'question' : 'moment'} ${cut(wanted)} in ${cut(book.policy.title)}; the nearest is ${cut(near)}`);
  return ['unknown', make('div', 'unknown', make('p', 'note', book.words.unknown), book.base ? '' : listOf(book))];
};
