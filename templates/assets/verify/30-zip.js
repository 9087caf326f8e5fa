/* One small part of a Word file, which is a zip: the properties of the document. Nothing else of it is unpacked.
   APPNOTE.TXT of PKWARE, 4.3: the end record, the directory, the part. A refusal is thrown as the key of its words. */
const PART = 'docProps/custom.xml';
const PART_MOST = 1 << 20;
const PARTS_MOST = 2000;

const partOf = async bytes => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(view);
  let at = view.getUint32(end + 16, true);
  const count = view.getUint16(end + 10, true);
  if (count > PARTS_MOST) throw 'zip-large';
  let found = null;
  for (let number = 0; number < count; number += 1) {
    if (at + 46 > end || view.getUint32(at, true) !== 0x02014b50) throw 'zip-broken';
    const lengths = [28, 30, 32].map(offset => view.getUint16(at + offset, true));
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + lengths[0]));
    if (name === PART) {
      if (found !== null) throw 'zip-broken';
      found = at;
    }
    at += 46 + lengths[0] + lengths[1] + lengths[2];
  }
  return found === null ? null : new TextDecoder().decode(await unpacked(bytes, view, found));
};

const endOf = view => {
  const first = Math.max(0, view.byteLength - 22 - 65535);
  for (let at = view.byteLength - 22; at >= first; at -= 1) {
    if (view.getUint32(at, true) === 0x06054b50) return at;
  }
  throw 'zip-broken';
};

const unpacked = async (bytes, view, at) => {
  const method = view.getUint16(at + 10, true);
  const packed = view.getUint32(at + 20, true);
  const start = view.getUint32(at + 42, true);
  if (packed > PART_MOST || view.getUint32(at + 24, true) > PART_MOST) throw 'zip-large';
  if (view.getUint16(at + 8, true) & 1) throw 'zip-broken';
  if (start + 30 > bytes.length || view.getUint32(start, true) !== 0x04034b50) throw 'zip-broken';
  const from = start + 30 + view.getUint16(start + 26, true) + view.getUint16(start + 28, true);
  if (from + packed > bytes.length) throw 'zip-broken';
  const part = bytes.subarray(from, from + packed);
  if (method === 0) return part;
  if (method !== 8) throw 'zip-broken';
  return inflated(part);
};

/* Taken piece by piece, so that a part that grows beyond all measure is left at once, whatever it said of its size. */
const inflated = async part => {
  let stream;
  try { stream = new DecompressionStream('deflate-raw'); } catch (e) { throw 'zip-cannot'; }
  const reader = new Blob([part]).stream().pipeThrough(stream).getReader();
  const made = new Uint8Array(PART_MOST);
  let length = 0;
  for (;;) {
    const piece = await reader.read().catch(() => { throw 'zip-broken'; });
    if (piece.done) return made.subarray(0, length);
    if (length + piece.value.length > PART_MOST) {
      reader.cancel().catch(() => {});
      throw 'zip-large';
    }
    made.set(piece.value, length);
    length += piece.value.length;
  }
};

/* The properties that a packet has, by name; null where there are none of ours. They are read as words, by a form that
   no file can make slow: a reader of XML in a browser would make a page of what is broken. */
const PROPERTY = /<(?:\w{1,9}:)?property\b([^<>]{0,400})>\s{0,99}<(?:\w{1,9}:)?lpwstr>([^<>]{0,400})<\/(?:\w{1,9}:)?lpwstr>/g;
const SIGNS = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const unescaped = text => text.replace(/&(\w{2,4});/g, (all, name) => SIGNS[name] || all);

const propertiesIn = xml => {
  if (xml === null) return null;
  if (/<!DOCTYPE/i.test(xml)) throw 'zip-broken';
  const found = new Map();
  for (const [, attributes, value] of xml.matchAll(PROPERTY)) {
    const name = /\bname=["']largeprint\.([^"']{1,40})["']/.exec(attributes);
    if (name) found.set(name[1], unescaped(value).trim());
  }
  return found.has('policy') && found.has('digest') ? found : null;
};
