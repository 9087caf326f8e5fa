/* A judgement as it is shown: the state in words first, then what was found, then who approved which text. */
const card = (name, found) => {
  const head = make('h3', make('bdi', name));
  const state = make('p', make('b', say('state-' + found.state)), 'lp-state');
  const all = [head, state, ...found.said.map(each => make('p', each))];
  for (const [label, paths] of found.lists || []) all.push(...listed(label, paths));
  for (const text of found.texts.slice(0, 8)) all.push(told(text, found));
  if (found.texts.length > 8) all.push(make('p', say('more', { n: found.texts.length - 8 })));
  return make('li', all, 'lp-card lp-' + found.state);
};

const listed = (label, paths) => {
  if (!paths.length) return [];
  const rows = paths.slice(0, 50).map(each => make('li', make('bdi', each)));
  if (paths.length > 50) rows.push(make('li', say('more', { n: paths.length - 50 })));
  return [make('h4', label), make('ul', rows)];
};

const told = (text, found) => {
  const title = make('bdi', text.title);
  title.lang = text.language;
  const rows = [[say('policy'), title], [say('language'), text.spoken],
    [say('release'), text.release ? say(text.shown ? 'release-shown' : 'release-past', { day: text.day }) : say('working')],
    [say('code'), make('span', text.code, 'lp-code')]];
  const list = make('dl', rows.map(([label, value]) => make('div', [make('dt', label), make('dd', value)])));
  const head = make('h4', say(found.own ? 'by' : 'by-text'));
  return make('div', [list, head, ...[...text.groups].sort((one, other) => !one.given.length - !other.given.length).flatMap(group => grouped(text, group, found.only))], 'lp-text');
};

/* `only`: the fingerprints of the parts that are asked about. */
const grouped = (text, group, only) => {
  const asked = text.units.filter(unit => !only || only.has(unit[0])).map(unit => unit[1]);
  const parts = group.parts.filter(each => asked.includes(each));
  if (!parts.length) return [];
  const whole = text.groups.length === 1 && parts.length === group.parts.length;
  const names = parts.map(each => {
    const part = make('bdi', each || say('whole'));
    if (each) part.lang = text.language;
    return make('li', part);
  });
  const people = group.given.map(each => make('li', [make('b', make('bdi', each.name)), say('person', each), make('span', say('how-' + each.how), 'lp-cite lp-below')]));
  const list = people.length ? [make('ul', people, 'lp-people')] : [];
  if (whole) return people.length ? [make('p', say('all')), ...list] : [make('p', say('nobody'))];
  return [...list, make('p', say(people.length ? 'parts' : 'parts-nobody')), make('ul', names)];
};
