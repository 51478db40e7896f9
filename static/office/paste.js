// Text pasted from Word or WPS into a textarea marked data-clean-paste arrives as clean paragraphs:
// one line a paragraph, no invisible characters, no blank lines. Official text keeps every other character.

const BLOCKS = "p, div, li, tr, h1, h2, h3, h4, h5, h6";

export function cleanParagraphs(text) {
  return text
    .replace(/\r\n?|[\u000b\u000c\u0085\u2028\u2029]/g, "\n")
    .replace(/[\u00a0\t]/g, " ")
    .replace(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g, "")
    .split("\n")
    .map((paragraph) => paragraph.replace(/^[ \u3000]+|[ \u3000]+$/g, ""))
    .filter((paragraph) => paragraph !== "")
    .join("\n");
}

export function textOfHtml(html) {
  // In a template nothing is run or loaded; styles go first, because the content security policy reports them.
  const template = document.createElement("template");
  template.innerHTML = html
    .replace(/<style[\s\S]*?<\/style>/gi, "")
    .replace(/<[^>]+>/g, (tag) => tag.replace(/\sstyle\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi, ""));
  const page = template.content;
  page.querySelectorAll("style, script, title, meta").forEach((element) => element.remove());
  const walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    // A line break in the source of a page is a space; between two Hanzi it is nothing.
    walker.currentNode.data = walker.currentNode.data
      .replace(/([^\u0000-\u00ff])[\r\n\t]+(?=[^\u0000-\u00ff])/g, "$1")
      .replace(/[\r\n\t]+/g, " ");
  }
  page.querySelectorAll("br").forEach((element) => element.replaceWith("\n"));
  page.querySelectorAll(BLOCKS).forEach((element) => element.append("\n"));
  return page.textContent;
}

function pastedText(clipboard) {
  return clipboard.getData("text/plain") || textOfHtml(clipboard.getData("text/html"));
}

function paste(event) {
  const field = event.target;
  if (!(field instanceof HTMLTextAreaElement) || !field.hasAttribute("data-clean-paste")) return;
  if (field.readOnly || field.disabled || !event.clipboardData) return;
  const text = cleanParagraphs(pastedText(event.clipboardData));
  if (text === "") return;
  event.preventDefault();
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("paste", paste);
