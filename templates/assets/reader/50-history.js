/* Each entry of the history notes which passage is open in it (-1: none), so that Back and Forward need only
   read it. `own` marks the entries made by opening a passage: these, Escape may go back from. */
const note = (lp, own) => ({ lp, own: !!own });
const now = () => links.indexOf(opener);
const show = (lp, focus) => {
  if (lp === now()) { if (passage && focus) $('h3', passage).focus({ preventScroll: true }); }
  else if (links[lp]) open(links[lp], focus);
  else shut(focus);
};
const leave = () => {
  if (history.state && history.state.own) history.back();
  else { shut(true); history.replaceState(note(-1), ''); }
};

/* The focus goes to a passage in the entry that it was opened in, and to the link where it is closed. A jump from it
   into the full text leaves it open behind, and has the focus itself. */
const again = state => {
  const jumped = !state.own && state.lp >= 0, place = jumped && targetOf(location);
  show(state.lp, !jumped);
  if (!place || !passage || !passage.contains(document.activeElement)) return;
  place.tabIndex = -1;
  place.focus({ preventScroll: true });
  place.addEventListener('blur', () => { place.removeAttribute('tabindex'); }, { once: true });
};

if (history.state && links[history.state.lp]) again(history.state);      /* the page was loaded again */
else history.replaceState(note(-1), '');

addEventListener('popstate', e => {
  /* No note: a jump within the page. What is open stays open behind it. */
  if (!e.state) history.replaceState(note(now()), '');
  /* A moment later, since going back to a place (#provide) moves the focus there first. */
  else setTimeout(() => again(e.state));
});

document.addEventListener('click', e => {
  const a = e.target.closest('a, button');
  if (!a || !plain(e)) return;
  if (a.matches('.lp-x, .lp-back') || (a === opener && passage)) { e.preventDefault(); leave(); return; }
  const lp = links.indexOf(a);
  if (lp < 0) return;
  e.preventDefault();
  const own = history.state && history.state.own;
  open(a, true);
  history[own ? 'replaceState' : 'pushState'](note(lp, true), '');
});

addEventListener('keydown', e => {
  if (e.key !== 'Escape' || !passage || e.defaultPrevented) return;
  if (seen) leave();
  else { shut(); history.replaceState(note(-1), ''); }      /* the reader has gone on; nothing pulls them back */
});
