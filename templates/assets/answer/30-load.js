/* The data: asked for once for each address, however many elements want it; or out of the page itself. */
const LIMIT = 4e6, asked = new Map();

const small = text => text.length > LIMIT ? stop('is larger than 4 MB') : text;

const parse = text => {
  const data = attempt(() => JSON.parse(text)) || stop('is no whole JSON');
  if (Math.floor(data.version) !== 1) stop(`is of version ${cut(data.version)}; this script reads version 1`);
  return data;
};

const receive = async address => {
  const answer = await fetch(address, { credentials: 'omit', referrerPolicy: 'no-referrer' })
    .catch(() => stop('cannot be fetched'));
  if (!answer.ok) stop(`was answered with ${answer.status}`);
  const body = answer.body.getReader(), letters = new TextDecoder();
  let text = '';
  for (;;) {
    const { done, value } = await body.read();
    if (done) return parse(text);
    text += letters.decode(value, { stream: true });
    if (text.length > LIMIT) body.cancel();
    small(text);
  }
};

/* What failed is forgotten, so that a later element asks anew. */
const load = address => {
  if (!asked.has(address)) {
    asked.set(address, receive(address).catch(e => {
      asked.delete(address);
      stop(`${address} ${e.message}`);
    }));
  }
  return asked.get(address);
};

const inline = host => {
  const script = host.querySelector('script[type="application/json"]');
  try { return script && parse(small(script.textContent)); } catch (e) { return stop(`the JSON inside the element ${e.message}`); }
};
