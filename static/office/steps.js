// 确认全部: asks for one step after the other until nothing is left; goes on by itself when the server was away.

const WAIT = 4000;
const PATIENCE = 30;

async function step(form) {
  const body = new FormData(form);
  const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
  if (answer.redirected || !answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

async function run(form) {
  const shown = form.querySelector("[data-steps-progress]");
  const line = form.querySelector("[data-steps-said]");
  const bar = shown.querySelector("progress");
  const button = form.querySelector("button[type=submit]");
  button.disabled = true;
  shown.hidden = false;
  let done = 0;
  let failures = 0;
  line.textContent = "正在建立草稿……";
  while (failures < PATIENCE) {
    try {
      const told = await step(form);
      failures = 0;
      done += told.taken + told.failed;
      bar.max = done + told.left;
      bar.value = done;
      line.textContent = `正在建立草稿：${done} / ${done + told.left} 期。可以离开，回来再继续。`;
      if (!told.left) {
        window.location.reload();
        return;
      }
    } catch {
      failures += 1;
      line.textContent = `服务器暂时没有答复，已建的草稿都在，稍后自动继续（第${failures}次）。`;
      await new Promise((later) => setTimeout(later, WAIT));
    }
  }
  button.disabled = false;
  line.textContent = "没有接上。请刷新页面，按“继续确认”。";
}

document.querySelectorAll("form[data-steps]").forEach((form) => {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run(form);
  });
});
