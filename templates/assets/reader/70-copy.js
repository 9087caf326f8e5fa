/* "Link to this …" goes into the clipboard. Where there is none, the link does what links do. */
const status = $('#lp-status');
document.addEventListener('click', e => {
  const a = e.target.closest('.lp-link');
  if (!a || !plain(e) || !status || !navigator.clipboard) return;
  e.preventDefault();
  navigator.clipboard.writeText(a.href).then(() => {
    const words = a.firstChild, before = words.data;
    if (before === status.dataset.copied) return;
    status.textContent = words.data = status.dataset.copied;
    setTimeout(() => { words.data = before; status.textContent = ''; }, 2500);
  }, () => { location.hash = a.hash; });
});
