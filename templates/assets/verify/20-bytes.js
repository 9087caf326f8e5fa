/* The fingerprint of bytes, as the list of the site has it: SHA-256, 64 hex digits. */
const fingerprint = async bytes => Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)),
  each => each.toString(16).padStart(2, '0')).join('');

const starts = (bytes, ...signs) => signs.every((sign, index) => bytes[index] === sign);

/* A file as text; null where it is none. It is looked through for text codes, and never shown. */
const asText = bytes => bytes.subarray(0, 4096).includes(0) ? null : new TextDecoder().decode(bytes);

const CODE = '[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}';
const MARKED = new RegExp('class="?lp-code"?[^<>]{0,99}>\\s{0,9}(' + CODE + ')', 'g');

/* Text codes in a text: those that are known here, wherever they stand, and those that a page of ours marks as one. */
const codesIn = text => {
  const there = new Set(text.match(new RegExp('\\b' + CODE + '\\b', 'g')) || []);
  const mine = textsWith(each => there.has(each.code));
  const marked = new Set(Array.from(text.matchAll(MARKED), found => found[1]));
  for (const each of mine) marked.delete(each.code);
  return { texts: mine, other: Array.from(marked).slice(0, 3) };
};
