// 导入期次: sends many files a few at a time to one batch, says how far it is, and takes dropped files and folders.

const AT_ONCE = 20;
const BYTES_AT_ONCE = 8 * 1024 * 1024;
const LARGEST = 20 * 1024 * 1024;
const BROKEN = "没有收到答复，可能网络断开或登录已过期。已收下的都在：再按一次“读取并核对”，从中断的地方继续。";
const JUNK = /(^|\/)(__MACOSX\/|\._|Thumbs\.db$|desktop\.ini$|~\$|\.[^/]+$)/i;

async function entriesOf(entry) {
  if (entry.isFile) {
    const file = await new Promise((found, failed) => entry.file(found, failed));
    return [{ file, path: entry.fullPath.replace(/^\//, "") }];
  }
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((read, failed) => reader.readEntries(read, failed));
    if (!some.length) return found;
    for (const one of some) found.push(...(await entriesOf(one)));
  }
}

async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry()).filter(Boolean);
  const lists = await Promise.all(entries.map(entriesOf));
  return lists.reduce((all, list) => all.concat(list), []);
}

function chosen(form) {
  const inputs = [...form.querySelectorAll("input[type=file]")];
  const files = inputs.reduce((all, input) => all.concat([...input.files]), []);
  return files.map((file) => ({ file, path: file.webkitRelativePath || file.name }));
}

function inGroups(items) {
  const groups = [];
  let bytes = 0;
  for (const item of items) {
    const isAlone = /\.zip$/i.test(item.file.name);
    const last = groups[groups.length - 1];
    const fits = last && !last.isAlone && !isAlone && last.items.length < AT_ONCE && bytes + item.file.size < BYTES_AT_ONCE;
    if (fits) {
      last.items.push(item);
      bytes += item.file.size;
    } else {
      groups.push({ items: [item], isAlone });
      bytes = item.file.size;
    }
  }
  return groups;
}

function bodyOf(form, group, batch, start, name) {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  if (batch) body.append("batch", batch);
  if (name) body.append("name", name);
  body.append("from", start);
  for (const { file, path } of group.items) {
    if (file.size > LARGEST) {
      body.append("too_large", file.name);
    } else {
      body.append("path", path.slice(name ? name.length + 1 : 0).split("/").slice(0, -1).join("/"));
      body.append("file", file);
    }
  }
  return body;
}

function byPath(one, other) {
  return one.path.localeCompare(other.path, "zh-CN", { numeric: true });
}

async function post(form, body) {
  const headers = { Accept: "application/json" };
  const answer = await fetch(form.action, { method: "POST", body, headers }).catch(() => ({ status: 0 }));
  if (answer.redirected || ![200, 422].includes(answer.status)) throw new Error(BROKEN);
  const told = await answer.json();
  if (told.error) throw new Error(told.error);
  return told;
}

// Whoever presses again after a break goes on in the same batch, which takes no file twice.
function remember(form, batch) {
  const field = form.elements.batch || form.appendChild(document.createElement("input"));
  field.type = "hidden";
  field.name = "batch";
  field.value = batch;
}

async function send(form, items, say) {
  const wanted = items.filter((item) => !JUNK.test(item.path)).sort(byPath);
  const junk = items.length - wanted.length;
  const groups = inGroups(wanted);
  const folder = wanted.length > 1 ? wanted[0].path.split("/")[0] : "";
  const name = folder && wanted.every((item) => item.path.startsWith(`${folder}/`)) ? folder : "";
  let batch = form.elements.batch ? form.elements.batch.value : "";
  let sent = 0;
  let told = null;
  for (const group of groups) {
    let start = 0;
    do {
      say(sent, wanted.length, start ? `（压缩文件已读${start}个）` : "");
      const body = bodyOf(form, group, batch, start, name);
      if (junk && !sent && !start) body.append("skipped", junk);
      told = await post(form, body);
      batch = told.batch;
      remember(form, batch);
      start = told.next;
    } while (start);
    sent += group.items.length;
  }
  return told && wanted.length > 1 ? told.url.replace(/files\/\d+\/$/, `${batch}/`) : told && told.url;
}

function takesOver(form) {
  const button = form.querySelector("button[type=submit]");
  const shown = form.querySelector("[data-intake-progress]");
  const line = form.querySelector("[data-intake-said]");
  const bar = shown.querySelector("progress");
  const say = (sent, all, more) => {
    bar.max = all;
    bar.value = sent;
    line.textContent = `正在读取：${sent} / ${all} 个${more}。请不要关闭这一页。`;
  };
  const start = async (items) => {
    if (!items.length || button.disabled) return;
    button.disabled = true;
    shown.hidden = false;
    line.classList.remove("desk-error");
    try {
      const url = await send(form, items, say);
      if (url) window.location.assign(url);
    } catch (error) {
      line.classList.add("desk-error");
      line.textContent = error.message;
      button.disabled = false;
    }
  };
  form.addEventListener("submit", (event) => {
    const items = chosen(form);
    // One file is sent as any form is; its page, or the sentence that refuses it, comes back.
    if (items.length < 2 && !(items[0] && /\.zip$/i.test(items[0].file.name))) return;
    event.preventDefault();
    start(items);
  });
  const place = form.querySelector("[data-intake-drop]");
  place.addEventListener("dragover", (event) => {
    event.preventDefault();
    place.classList.add("intake-drop-over");
  });
  place.addEventListener("dragleave", () => place.classList.remove("intake-drop-over"));
  place.addEventListener("drop", async (event) => {
    event.preventDefault();
    place.classList.remove("intake-drop-over");
    start(await dropped(event.dataTransfer));
  });
}

document.querySelectorAll("form[data-intake]").forEach(takesOver);
