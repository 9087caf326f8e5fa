/* Files come in by the two fields or by dropping; they are looked at one after the other, the newest result first. */
const zone = document.getElementById('lp-zone');
const results = document.getElementById('lp-results');
const status = document.getElementById('lp-status');
const FILES_MOST = 20000;
let queue = Promise.resolve();

const take = batch => { queue = queue.then(() => look(batch)).catch(() => { status.textContent = say('unreadable'); }); };

/* A batch is a list of { file, path }; `path` is "" for a file that came alone, else its place in `folder`. */
const look = async ({ entries, folder, cut }) => {
  if (!entries.length) return;
  const found = [];
  for (const each of entries) {
    status.textContent = say('looking', { file: each.path || each.file.name });
    found.push([each, await judge(each.file, each.path)]);
  }
  const cards = folder ? [card(folder, together(found, cut))] : [];
  const shown = folder ? found.filter(([each, result]) => notable(each, result)) : found;
  cards.push(...shown.slice(0, 100).map(([each, result]) => card(each.path || each.file.name, result)));
  results.prepend(...cards);
  document.getElementById('lp-told').hidden = false;
  status.textContent = say('looked', { n: entries.length, states: summed(found) });
};

const OURS = ['.largeprint'];
const notable = (each, result) => result.state !== 'same' && !OURS.includes(each.path);

const summed = found => ['same', 'care', 'unknown', 'not-read'].map(state => [state, found.filter(([each, result]) =>
  result.state === state && !OURS.includes(each.path)).length]).filter(pair => pair[1]).map(([state, n]) =>
  say('state-' + state).replace(/[.]$/, '') + ': ' + n).join('. ');

/* A folder as one: whether it is the site that was published, and what differs. */
const together = (found, cut) => {
  const rest = new Set(Object.keys(known.files));
  const lists = { changed: [], more: [], moved: [] };
  let listed = false;
  for (const [each, result] of found) {
    if (result.list) { listed = true; continue; }
    if (OURS.includes(each.path)) continue;
    const here = known.files[each.path];
    if (result.state === 'same' && here && result.digest === here) rest.delete(each.path);
    else if (here) { lists.changed.push(each.path); rest.delete(each.path); }
    else lists[result.state === 'same' ? 'moved' : 'more'].push(each.path);
  }
  const gone = Array.from(rest);
  if (!listed) gone.unshift(known.name);
  const whole = !cut && !gone.length && !Object.values(lists).some(each => each.length);
  const said = [say(whole ? 'folder-whole' : 'folder-part')];
  if (cut) said.push(say('folder-cut', { n: FILES_MOST }));
  const named = [['changed', lists.changed], ['more', lists.more], ['moved', lists.moved], ['gone', gone]];
  const texts = whole ? textsWith(each => each.shown) : [];
  return judged(whole ? 'same' : 'care', said, { texts, own: whole, lists: named.map(([key, paths]) => [say('folder-' + key), paths]) });
};

const alone = files => take({ entries: files.map(file => ({ file, path: '' })), folder: '' });

/* Places in a folder, without the name of the folder itself. */
const ofFolder = files => {
  const entries = files.slice(0, FILES_MOST).map(file => ({ file, path: file.webkitRelativePath.split('/').slice(1).join('/') }));
  const folder = files.length ? files[0].webkitRelativePath.split('/')[0] : '';
  take({ entries, folder, cut: files.length > FILES_MOST });
};

document.getElementById('lp-files').addEventListener('change', event => {
  alone(Array.from(event.target.files));
  event.target.value = '';
});

document.getElementById('lp-folder').addEventListener('change', event => {
  ofFolder(Array.from(event.target.files));
  event.target.value = '';
});

document.getElementById('lp-clear').addEventListener('click', () => {
  results.replaceChildren();
  document.getElementById('lp-told').hidden = true;
  status.textContent = '';
  document.getElementById('lp-files').focus();
});

/* The whole window takes what is dropped, since a file that misses the zone would replace the page. */
const over = on => event => {
  event.preventDefault();
  zone.classList.toggle('lp-over', on);
};
addEventListener('dragenter', over(true));
addEventListener('dragover', over(true));
addEventListener('dragleave', over(false));
addEventListener('drop', event => {
  over(false)(event);
  const items = Array.from(event.dataTransfer.items || []).filter(each => each.kind === 'file');
  const entries = items.map(each => each.webkitGetAsEntry ? each.webkitGetAsEntry() : null);
  const files = Array.from(event.dataTransfer.files);
  if (!entries.some(each => each && each.isDirectory)) { alone(files); return; }
  entries.forEach((entry, index) => {
    if (entry && entry.isDirectory) walked(entry).then(all => take({ entries: all, folder: entry.name, cut: all.length >= FILES_MOST }));
    else if (files[index]) alone([files[index]]);
  });
});

const walked = async top => {
  const found = [];
  const walk = async (folder, path) => {
    const reader = folder.createReader();
    for (;;) {
      const some = await new Promise((done, failed) => reader.readEntries(done, failed)).catch(() => []);
      if (!some.length || found.length >= FILES_MOST) return;
      for (const each of some) {
        if (each.isDirectory) await walk(each, path + each.name + '/');
        else {
          const file = await new Promise(done => each.file(done, () => done(null)));
          if (file && found.length < FILES_MOST) found.push({ file, path: path + each.name });
        }
      }
    }
  };
  await walk(top, '');
  return found;
};
