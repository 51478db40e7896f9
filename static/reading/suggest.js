// Offers hubs, themes and titles while somebody types into a search box. Without it the box works all the same.

const WAIT = 150;
const boxes = document.querySelectorAll('form[role="search"] input[name="q"]');
boxes.forEach((input, index) => attach(input, `suggestions-${index + 1}`));

function attach(input, id) {
  const list = document.createElement("ul");
  list.id = id;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "可能要找的内容");
  input.parentNode.insertBefore(list, input.nextSibling);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", id]]) {
    input.setAttribute(name, value);
  }
  const box = { input, list, chosen: -1, waiting: 0, asking: null };
  // While an input method composes, what stands in the box is not yet Chinese, and the keys are its own.
  input.addEventListener("input", (event) => event.isComposing || later(box));
  input.addEventListener("compositionend", () => later(box));
  input.addEventListener("keydown", (event) => key(box, event));
  input.addEventListener("blur", () => setTimeout(() => close(box), 200));
}

function later(box) {
  clearTimeout(box.waiting);
  box.waiting = setTimeout(() => ask(box), WAIT);
}

async function ask(box) {
  if (box.asking) box.asking.abort();
  const typed = box.input.value.trim();
  if (!typed) return close(box);
  box.asking = new AbortController();
  try {
    const answer = await fetch(`/search/suggestions/?q=${encodeURIComponent(typed)}`, { signal: box.asking.signal });
    if (answer.ok) show(box, (await answer.json()).suggestions);
  } catch (error) {
    if (error.name !== "AbortError") close(box);
  }
}

function show(box, suggestions) {
  if (document.activeElement !== box.input) return;
  box.list.textContent = "";
  suggestions.forEach((one, place) => box.list.appendChild(option(box, one, place)));
  box.list.hidden = suggestions.length === 0;
  choose(box, -1);
  box.input.setAttribute("aria-expanded", String(!box.list.hidden));
}

function option(box, { text, kind, url }, place) {
  const item = document.createElement("li");
  item.id = `${box.list.id}-${place}`;
  item.setAttribute("role", "option");
  item.dataset.url = url;
  const label = document.createElement("span");
  label.className = "kind";
  label.textContent = kind;
  item.append(label, ` ${text}`);
  item.addEventListener("mousedown", (event) => event.preventDefault());
  item.addEventListener("click", () => location.assign(url));
  return item;
}

function key(box, event) {
  const options = box.list.children;
  if (event.isComposing) return;
  if (event.key === "Escape" && !box.list.hidden) {
    event.preventDefault();
    close(box);
  } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !box.list.hidden) {
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : -1;
    const places = options.length + 1;
    choose(box, ((box.chosen + 1 + step + places) % places) - 1);
  } else if (event.key === "Enter" && box.chosen >= 0) {
    event.preventDefault();
    location.assign(options[box.chosen].dataset.url);
  }
}

function choose(box, place) {
  box.chosen = place;
  Array.from(box.list.children).forEach((item, at) => item.setAttribute("aria-selected", String(at === place)));
  if (place < 0) box.input.removeAttribute("aria-activedescendant");
  else box.input.setAttribute("aria-activedescendant", `${box.list.id}-${place}`);
}

function close(box) {
  clearTimeout(box.waiting);
  if (box.asking) box.asking.abort();
  box.list.hidden = true;
  box.input.setAttribute("aria-expanded", "false");
  choose(box, -1);
}
