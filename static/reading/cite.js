// 引用: a button that copies each citation, where the browser lets a page copy; and #cite opens the block.

const block = document.getElementById("cite");
const TOLD = 3000; // milliseconds

function opens() {
  if (location.hash === "#cite") block.open = true;
}

function tells(button, words) {
  button.textContent = words;
  setTimeout(() => { button.textContent = "复制"; }, TOLD);
}

function addButton(citation) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "复制";
  button.setAttribute("aria-live", "polite");
  const words = citation.textContent;
  button.addEventListener("click", () => {
    navigator.clipboard.writeText(words).then(() => tells(button, "已复制"), () => tells(button, "请选中文字复制"));
  });
  citation.after(button);
}

opens();
addEventListener("hashchange", opens);
if (navigator.clipboard) block.querySelectorAll(".citation").forEach(addButton);
