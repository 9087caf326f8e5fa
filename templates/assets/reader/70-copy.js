/* "Link to this …" goes into the clipboard. Where there is none, the link does what links do. */
const status = $('#lp-status');
document.addEventListener('click', e => {
  const a = e.target.closest('.lp-link');
  if (!a) return;
  /* The page's public address, where it has one: that of a file on this device is of no use to anybody else. */
  const page = $('link[rel=canonical]'), address = page ? page.href + a.hash : a.href;
  if (!plain(e) || !status || !navigator.clipboard || address.startsWith('file:')) return;
  e.preventDefault();
  navigator.clipboard.writeText(address).then(() => {
    const words = a.firstChild, before = words.data;
    if (before === status.dataset.copied) return;
    status.textContent = words.data = status.dataset.copied;
    setTimeout(() => { words.data = before; status.textContent = ''; }, 2500);
  }, () => { location.hash = a.hash; });
});
