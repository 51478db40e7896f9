// 复制全文: the piece with its styles onto the clipboard; where the browser does not let a page do it, all is selected.

const TOLD = 4000; // milliseconds
const button = document.getElementById("copy");
const piece = document.getElementById("piece");

function tells(words) {
  button.textContent = words;
  setTimeout(() => { button.textContent = "复制全文"; }, TOLD);
}

function selects() {
  getSelection().selectAllChildren(piece);
  const copied = document.execCommand("copy"); // where there is no secure context, on the office's network
  tells(copied ? "已复制，请去粘贴" : "已选中，请按 Ctrl+C");
}

function copies() {
  if (!navigator.clipboard || !window.ClipboardItem) return selects();
  const kinds = { "text/html": piece.innerHTML.trim(), "text/plain": piece.innerText.trim() };
  const parts = Object.entries(kinds).map(([type, words]) => [type, new Blob([words], { type })]);
  return navigator.clipboard.write([new ClipboardItem(Object.fromEntries(parts))]).then(() => tells("已复制，请去粘贴"), selects);
}

button.setAttribute("aria-live", "polite");
button.addEventListener("click", copies);
button.hidden = false;
