// Under each textarea marked data-count: how many characters it holds. The textarea grows with its text.

function update(field) {
  field.countLine.textContent = `${field.value.replace(/\s/g, "").length} 字`;
  field.style.height = "auto";
  if (field.scrollHeight) field.style.height = `${field.scrollHeight + 4}px`;
}

function count(field) {
  if (field.id.includes("__prefix__")) return;
  const next = field.nextElementSibling;
  field.countLine = next && next.matches(".count") ? next : document.createElement("p");
  field.countLine.className = "count";
  field.after(field.countLine);
  update(field);
}

function countAll(part) {
  part.querySelectorAll("textarea[data-count]").forEach(count);
}

document.addEventListener("input", (event) => {
  if (event.target.countLine) update(event.target);
});
document.addEventListener("formset:added", (event) => countAll(event.target));
document.addEventListener("change", (event) => {
  const row = event.target.closest && event.target.closest(".inline-related");
  if (row) countAll(row);
});
document.addEventListener("toggle", (event) => countAll(event.target), true);

countAll(document);
