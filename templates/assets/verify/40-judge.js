/* What a file is. A judgement is plain: its state (same, care, unknown, not-read), sentences, and the texts it is of.
   `own` says that the texts are those of this very file, and not only what it says of itself. */
const judged = (state, said, more) => Object.assign({ state, said, texts: [], own: false }, more);

const judge = async (file, path) => {
  if (file.size > known.most) return judged('not-read', [say('large', { most: Math.round(known.most / 1048576) })]);
  let bytes;
  try { bytes = new Uint8Array(await file.arrayBuffer()); } catch (e) { return judged('not-read', [say('unreadable')]); }
  if (!bytes.length) return judged('unknown', [say('empty')]);
  const digest = await fingerprint(bytes);
  const places = byName.get(digest);
  if (places) return published(file, path, bytes, digest, places);
  if (digest === known.manifest) return judged('same', [say('manifest')], { texts: textsWith(each => each.shown), own: true, list: true });
  if (starts(bytes, 0x50, 0x4b)) return ofWord(bytes, digest);
  if (starts(bytes, 0x25, 0x50, 0x44, 0x46)) return judged('unknown', [say('pdf')]);
  const text = asText(bytes);
  if (text !== null && /<body data-lp="receipt">/.test(text)) return ofReceipt(text);
  const list = text !== null && ofList(file, text);
  return list || ofPage(text || '');
};

const published = (file, path, bytes, digest, places) => {
  const there = places.includes(path) ? [path] : places;
  const said = [say('same', { path: there.slice(0, 5).join(', ') + (there.length > 5 ? ' …' : '') })];
  if (!places.some(each => each === path || each.endsWith('/' + file.name) || each === file.name)) said.push(say('elsewhere'));
  const text = asText(bytes);
  const found = text === null ? [] : codesIn(text).texts;
  const texts = found.length ? found : textsWith(each => there.some(place => belongs(each, place)));
  return judged('same', said, { texts, own: true, digest });
};

/* Whether a place in the site, such as that of a picture, is one of a text: in its history, or among the current pages. */
const belongs = (text, place) => {
  const [policy, history, release] = place.split('/');
  return policy === text.policy && (history === 'history' && release ? release === text.release : text.shown);
};

const ofPage = text => {
  const { texts, other } = codesIn(text);
  if (texts.length) {
    const codes = Array.from(new Set(texts.map(each => each.code))).join(', ');
    return judged('care', [say('coded', { code: codes })], { texts });
  }
  if (other.length) return judged('unknown', [say('coded-other', { code: other.join(', ') })]);
  return judged('unknown', [say('unknown')]);
};

/* A list of the files of a site, the published one or another. */
const ofList = (file, text) => {
  const named = file.name === known.name;
  let value;
  try { value = JSON.parse(text); } catch (e) { return named ? judged('unknown', [say('manifest-broken')]) : null; }
  const plain = each => each !== null && typeof each === 'object' && !Array.isArray(each);
  if (!plain(value) || !('seal' in value) && !named) return null;
  if (value.version !== 1) return judged('unknown', [say(named || plain(value.files) ? 'manifest-version' : 'unknown')]);
  if (!plain(value.policies) || !plain(value.files)) return judged('unknown', [say('manifest-broken')]);
  return judged('care', [say(value.seal === known.seal ? 'manifest-changed' : 'manifest-other')]);
};

/* A receipt holds fingerprints of parts: of which texts they are. */
const ofReceipt = text => {
  const there = new Set(text.match(/\b[0-9a-f]{64}\b/g) || []);
  const units = new Set(known.texts.flatMap(each => each.units.map(unit => unit[0])));
  const files = new Set(known.kept.map(each => each.file));
  const other = Array.from(there).filter(each => !units.has(each) && !files.has(each)).length;
  const left = new Set(there);
  const texts = textsWith(each => each.units.filter(unit => left.delete(unit[0])).length);  /* each part once, the newest first */
  const said = [say('receipt')];
  if (other) said.push(say('receipt-other', { n: other }));
  return judged(texts.length ? 'care' : 'unknown', said, { texts, only: there });
};

const ofWord = async (bytes, digest) => {
  let found;
  try { found = propertiesIn(await partOf(bytes)); } catch (e) {
    return judged('not-read', [say(typeof e === 'string' ? e : 'zip-broken')]);
  }
  if (found === null) return judged('unknown', [say('word')]);
  const kept = known.kept.filter(each => each.file === digest);
  const texts = textsWith(each => each.digest === found.get('digest') && each.policy === found.get('policy')
    && each.language === found.get('language'));
  const said = [texts.length ? say('packet') : say('packet-other', {
    policy: short(found.get('policy')), language: short(found.get('language') || ''), code: short(found.get('code') || ''),
  })];
  if (!texts.length) said.push(...shared(found));
  for (const each of kept) said.push(say('kept', Object.assign({ n: each.parts, code: each.code }, each.given)));
  said.push(kept.length ? say('kept-what') : say('not-kept'));
  return judged(kept.length ? 'same' : texts.length ? 'care' : 'unknown', said, { texts });
};

/* How much of a packet of another text is, as it says, word for word that of the release that was published. */
const shared = found => {
  const mine = Array.from(found).filter(each => /^q\d+$/.test(each[0])).map(each => each[1].split(' ')[0]);
  return textsWith(each => each.shown && each.policy === found.get('policy') && each.language === found.get('language'))
    .map(each => say('packet-shared', {
      n: mine.filter(digest => each.units.some(unit => unit[0] === digest)).length, all: mine.length, day: each.day,
    }));
};

const short = text => text.length > 60 ? text.slice(0, 60) + '…' : text;
