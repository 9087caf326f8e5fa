/* What this page knows, and its words; both were put into it when it was made. */
const known = JSON.parse(document.getElementById('lp-data').textContent);
const words = known.words;

/* A sentence of ours. What is filled in is text, and is never looked through again. */
const say = (key, values) => words[key].replace(/\{(\w+)\}/g, (all, name) => values && name in values ? values[name] : all);

/* An element with text or further elements in it. Nothing of a file is ever taken as HTML. */
const make = (tag, inside, name) => {
  const element = document.createElement(tag);
  if (name) element.className = name;
  for (const each of [].concat(inside)) element.append(each);
  return element;
};

const byName = new Map();
for (const path of Object.keys(known.files)) {
  const digest = known.files[path];
  byName.set(digest, (byName.get(digest) || []).concat(path));
}
const textsWith = test => known.texts.filter(test);
