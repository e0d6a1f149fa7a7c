/* Keys: which key does what is read from the help dialog's table (viz/page/keys.py); what the reader changed of
   it is kept in this browser. */
(function () {
  const { dateline } = window;
  const { byId, kept, keep, local } = dateline;
  const acts = {};
  dateline.act = (name, run) => { acts[name] = run; };

  let last = { ref: "", at: 0 }; /* steps faster than answers go on from the last one sent */
  const step = (by) => {
    const shown = /[?&]sel=event%3A([^&]*)/.exec(location.search)?.[1];
    const at = dateline.order.indexOf(Date.now() - last.at < 1500 ? last.ref : shown);
    const next = dateline.order[at < 0 ? (by > 0 ? 0 : dateline.order.length - 1) : at + by];
    if (!next) return;
    last = { ref: next, at: Date.now() };
    dateline.send({ do: "select", kind: "event", ref: next });
  };
  Object.assign(local, { previous: () => step(-1), next: () => step(1) });

  const panel = (value) => () => dateline.send({ do: "view", field: "panel", value });
  const tab = (number) => () => document.querySelectorAll("#centre [data-field=centre]")[number - 1]?.click();
  Object.assign(acts, {
    search: () => byId("search").focus(), help: local.help, theme: local.theme, next: local.next, previous: local.previous,
    evidence: panel("evidence"), document: panel("document"), profile: panel("profile"), decisions: panel("decisions"),
    "zoom-in": local["chart-in"], "zoom-out": local["chart-out"], fit: local["chart-fit"],
    leave: () => dateline.send({ do: "deselect" }),
  });
  for (let number = 1; number < 10; number += 1) acts[`tab-${number}`] = tab(number);

  /* what was pressed, as the table writes it: "n", "?", "Alt+c", "Ctrl+Shift+z" */
  const written = (event) => {
    const held = (event.ctrlKey || event.metaKey ? "Ctrl+" : "") + (event.altKey ? "Alt+" : "");
    const letter = /^Key([A-Z])$/.exec(event.code)?.[1]; /* Alt types other letters on some keyboards */
    if (held) return held + (event.shiftKey ? "Shift+" : "") + (letter ? letter.toLowerCase() : event.key);
    const plain = event.key.length === 1 && !event.shiftKey ? event.key.toLowerCase() : event.key;
    return plain === "=" ? "+" : plain;
  };
  const said = (key) => {
    if (!key) return "off";
    if (key.length === 1) return key === "-" ? "−" : key;
    const parts = key.split("+");
    const name = parts.pop() || "+";
    return [...parts, name === "Escape" ? "Esc" : parts.length && name.length === 1 ? name.toUpperCase() : name].join("+");
  };

  /* the reader's own keys */
  const own = () => { try { return JSON.parse(kept("keys") || "{}"); } catch { return {}; } };
  const buttons = () => [...document.querySelectorAll("#help [data-act]")];
  const keyOf = (button) => own()[button.dataset.act] ?? button.dataset.key;
  const show = () => {
    for (const button of buttons()) button.querySelector("kbd").textContent = said(keyOf(button));
    const single = document.querySelector("#help [data-keys=single]");
    single.setAttribute("aria-pressed", String(own().single !== false));
    single.textContent = `Single keys: ${own().single === false ? "off" : "on"}`;
  };
  const set = (changes) => { keep("keys", JSON.stringify({ ...own(), ...changes })); show(); };
  const tell = (words) => { byId("keys-said").textContent = words; };
  let asking = null;
  const endAsking = () => { asking?.classList.remove("asking"); asking = null; show(); };
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-local=help]")) show();
    const button = event.target.closest("#help [data-act]");
    const what = event.target.closest("#help [data-keys]")?.dataset.keys;
    if (what === "single") set({ single: own().single === false });
    if (what === "reset") { keep("keys", "{}"); show(); tell("All keys are as they were."); }
    if (!button) return;
    endAsking();
    asking = button;
    button.classList.add("asking");
    button.querySelector("kbd").textContent = "press…";
    tell("Press the new key. Backspace switches it off, Esc leaves it as it is.");
  });
  window.addEventListener("keydown", (event) => {
    if (!asking || ["Shift", "Control", "Alt", "Meta", "Tab"].includes(event.key)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { act } = asking.dataset;
    const key = event.key === "Backspace" || event.key === "Delete" ? "" : written(event);
    const other = key && buttons().find((one) => one.dataset.act !== act && keyOf(one) === key);
    if (event.key === "Escape") tell("");
    else if (other) tell(`${said(key)} is taken: ${other.closest("dt").nextElementSibling.textContent}.`);
    else { set({ [act]: key }); tell(key ? `Now ${said(key)}.` : "Switched off."); }
    endAsking();
  }, true);

  const isField = (element) => Boolean(element.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]"));
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.defaultPrevented || document.querySelector("dialog[open]")) return;
    if (isField(event.target)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const key = written(event);
    const single = !/^(Ctrl|Alt)\+/.test(key);
    if (single && key.length === 1 && own().single === false) return;
    if (event.target.closest(".ag-root") && single && key !== "?") return;
    const button = buttons().find((one) => keyOf(one) === key);
    const run = button ? acts[button.dataset.act] : key === "ContextMenu" ? acts.menu : null;
    if (run && run() !== false) event.preventDefault();
  });
})();
