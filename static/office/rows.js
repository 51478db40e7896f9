// Ordered rows of the issue form: buttons and dragging put a row in its place, the field 顺序 holds the number.
// Without this module the number is simply typed.

function rowsOf(group) {
  return [...group.querySelectorAll(".inline-related:not(.empty-form)")];
}

function positionField(row) {
  return row.querySelector("input.row-position");
}

function formNumber(row) {
  return Number(row.id.slice(row.id.lastIndexOf("-") + 1));
}

function renumber(group) {
  const rows = rowsOf(group);
  rows.forEach((row, index) => {
    const field = positionField(row);
    if (field) field.value = index + 1;
    row.querySelector(".row-name").textContent = `第${index + 1}${group.dataset.rowName}`;
    const [up, down] = row.querySelectorAll(".row-up, .row-down");
    if (up) up.disabled = index === 0;
    if (down) down.disabled = index === rows.length - 1;
  });
}

function place(group, row, before) {
  row.parentNode.insertBefore(row, before);
  renumber(group);
}

function move(group, row, step) {
  const rows = rowsOf(group);
  const target = rows.indexOf(row) + step;
  if (target < 0 || target >= rows.length) return;
  place(group, row, step < 0 ? rows[target] : rows[target].nextSibling);
}

function addAfter(group, row) {
  group.querySelector(".add-row a").click();
  const added = rowsOf(group).pop();
  place(group, added, row.nextSibling);
  added.scrollIntoView({ block: "center" });
  added.querySelector("select, input:not([type=hidden]):not(.row-position)").focus();
}

function button(label, className, title, act) {
  const element = document.createElement("button");
  element.type = "button";
  element.className = className;
  element.textContent = label;
  element.title = title;
  element.setAttribute("aria-label", title);
  element.addEventListener("click", () => {
    act();
    element.focus();
  });
  return element;
}

function nameAddButton(group) {
  const link = group.querySelector(".add-row a");
  if (link) link.textContent = `加一${group.dataset.rowName}`;
}

function addTools(group, row) {
  const name = group.dataset.rowName;
  row.querySelectorAll(".row-tools").forEach((tools) => tools.remove());
  const tools = document.createElement("span");
  tools.className = "row-tools";
  tools.append(
    button("↑ 上移", "row-up", `把这一${name}上移`, () => move(group, row, -1)),
    button("↓ 下移", "row-down", `把这一${name}下移`, () => move(group, row, 1)),
    button(`＋ 下面加一${name}`, "row-add", `在下面加一${name}`, () => addAfter(group, row)),
  );
  row.querySelector("h3").append(tools);
  makeDraggable(group, row);
}

let dragged = null;

function makeDraggable(group, row) {
  const handle = row.querySelector("h3");
  handle.draggable = true;
  handle.addEventListener("dragstart", (event) => {
    dragged = row;
    row.classList.add("is-dragged");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
  });
  handle.addEventListener("dragend", () => {
    dragged = null;
    row.classList.remove("is-dragged");
  });
  for (const type of ["dragenter", "dragover"]) {
    row.addEventListener(type, (event) => {
      if (dragged && dragged !== row && group.contains(dragged)) event.preventDefault();
    });
  }
  row.addEventListener("drop", (event) => {
    if (!dragged || dragged === row || !group.contains(dragged)) return;
    event.preventDefault();
    const { top, height } = row.getBoundingClientRect();
    place(group, dragged, event.clientY < top + height / 2 ? row : row.nextSibling);
  });
}

function showFieldsOfKind(row) {
  const kind = row.querySelector("select[name$='-kind']");
  if (kind) row.dataset.kind = kind.value;
}

// What is rarely needed is folded away, unless it is needed here.
function unfoldWhatIsFilled(row) {
  const folded = row.querySelector(".rarely details");
  const filled = folded && [...folded.querySelectorAll("textarea")].some((field) => field.value);
  if (filled) folded.open = true;
}

function dress(group, row) {
  addTools(group, row);
  showFieldsOfKind(row);
  unfoldWhatIsFilled(row);
}

// Django renumbers the fields by the order of the rows on the page, stored rows first: give it that order for a moment.
function restoreWhileRenumbered(group) {
  const rows = rowsOf(group);
  const order = [...rows];
  const end = group.querySelector(".empty-form");
  rows.sort((one, other) => formNumber(one) - formNumber(other)).forEach((row) => end.parentNode.insertBefore(row, end));
  setTimeout(() => {
    order.forEach((row) => end.parentNode.insertBefore(row, end));
    renumber(group);
  });
}

function start() {
  for (const group of document.querySelectorAll(".ordered-rows.can-order")) {
    rowsOf(group).forEach((row) => dress(group, row));
    renumber(group);
    group.addEventListener("change", (event) => {
      if (event.target.matches("select[name$='-kind']")) showFieldsOfKind(event.target.closest(".inline-related"));
    });
  }
}

// Django makes its button when its jQuery says that the page is ready; what is registered later runs later.
window.django.jQuery(() => document.querySelectorAll(".ordered-rows").forEach(nameAddButton));

document.addEventListener("formset:added", (event) => {
  const group = event.target.closest(".ordered-rows");
  if (!group) return;
  dress(group, event.target);
  renumber(group);
});

document.addEventListener("formset:removed", (event) => {
  const group = document.getElementById(`${event.detail.formsetName}-group`);
  if (group && group.matches(".ordered-rows")) restoreWhileRenumbered(group);
});

start();
