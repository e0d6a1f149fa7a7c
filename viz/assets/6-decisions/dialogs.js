/* Decisions: buttons with data-write open a dialog or decide at once; what the server says is told in a toast. */
(function () {
  const { dateline } = window;
  const { byId } = dateline;
  const KEPT = "dateline-author";
  const author = () => { try { return localStorage.getItem(KEPT) || ""; } catch { return ""; } };
  const refs = (text) => (text || "").split("~").filter(Boolean);
  const may = () => Boolean(byId("page")?.dataset.writable);

  let prefix = null;
  dateline.path = (rest) => {
    prefix ??= JSON.parse(byId("_dash-config")?.textContent || "{}").requests_pathname_prefix || "/";
    return prefix + rest;
  };
  /* One request to the server, answered in JSON; errors come as text for the reader. */
  dateline.ask = async (rest, body, more = {}) => {
    let answer;
    try {
      answer = await fetch(dateline.path(rest), {
        method: "POST",
        headers: { "X-Dateline": "1", "Content-Type": "application/json" },
        body: JSON.stringify(body),
        ...more,
      });
    } catch { throw new Error("The server does not answer. Is Dateline still running?"); }
    const told = await answer.json().catch(() => ({}));
    if (!answer.ok || told.refused) throw new Error(told.refused || told.error || (answer.status >= 500 ? "This could not be done, and nothing was changed. The window that Dateline runs in says more." : `The server refused this (${answer.status}).`));
    return told;
  };

  /* toast: what was done, and the way back */
  let hiding = 0;
  const hide = () => byId("toast").replaceChildren();
  const linger = () => { clearTimeout(hiding); hiding = setTimeout(hide, 12000); };
  dateline.tell = (text, undo) => {
    const toast = byId("toast");
    const parts = [["span", {}, text]];
    if (undo) parts.push(["button", { type: "button", class: "link", "data-write": undo }, undo === "undo" ? "Undo" : "Redo"]);
    parts.push(["button", { type: "button", class: "quiet", "data-write": "hush", "aria-label": "Close this message" }, "×"]);
    toast.replaceChildren(...parts.map(dateline.build));
    linger();
  };
  dateline.refresh = (revision) => window.dash_clientside.set_props("revision", { data: revision ?? Date.now() });

  const done = (told, undo) => {
    const moved = Object.entries(told.moved || {});
    if (moved.length) dateline.send({ do: "moved", ids: moved.map((pair) => pair.join("=")).join("~") });
    else dateline.refresh(told.revision);
    dateline.tell(told.text, undo);
  };
  let busy = false;
  const write = async (message, undo) => {
    if (busy) return;
    busy = true;
    document.body.classList.add("busy");
    try { done(await dateline.ask("_decisions", { ...message, author: author(), search: location.search }), undo); }
    finally { busy = false; document.body.classList.remove("busy"); }
  };
  const say = (error) => dateline.tell(error.message);
  const step = (verb) => write({ do: verb }, verb === "undo" ? "redo" : "undo").catch(say);
  const decide = (kind, targets, value = "") => write({ do: "decide", kind, targets, value }, "undo");

  /* the dialog */
  const dialog = () => byId("write");
  let opener = null;
  const draw = (tree) => {
    const box = dialog();
    box.replaceChildren(dateline.build(tree));
    if (!box.open) { opener = document.activeElement; box.showModal(); }
    box.scrollTop = 0;
    const first = box.querySelector("input:not([type=radio]), input:checked") || box.querySelector("button");
    first?.focus();
    if (first?.name === "value" && first.type === "text") first.select();
  };
  const open = (form, given, more = {}) =>
    dateline.ask("_decisions/form", { form, refs: given, ...more }).then(draw).catch(dialog().open ? complain : say);
  const complain = (error) => { const line = dialog().querySelector(".form-error"); if (line) line.textContent = error.message; };
  const close = () => {
    dialog().close();
    if (opener?.isConnected) opener.focus({ preventScroll: true });
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-write], [data-fill], #write [role=option]");
    if (!button) return undefined;
    event.preventDefault();
    event.stopPropagation(); /* what lies under it is not selected */
    const { write: what, fill, ref, kind, chain, value } = button.dataset;
    if (button.matches("[role=option]")) return choose(button);
    if (fill !== undefined) {
      const input = dialog().querySelector("input[name=value]");
      input.value = fill;
      input.focus();
      return undefined;
    }
    if (what === "close") return close();
    if (what === "hush") return hide();
    if (what === "undo" || what === "redo") return step(what);
    if (what === "decide") return decide(kind, refs(ref), value).catch(say);
    return open(what, refs(ref), chain ? { chain } : {});
  }, true);

  /* reports of unknown date: ticked, and given their day together */
  const boxes = () => [...document.querySelectorAll("#panel [data-undated=tick]")];
  const ticked = () => boxes().filter((one) => one.getAttribute("aria-checked") === "true");
  const tickAll = (on, these = boxes()) => { for (const one of these) one.setAttribute("aria-checked", String(on)); };
  const dating = {
    tick: (own) => tickAll(own.getAttribute("aria-checked") !== "true", [own]),
    all: () => tickAll(ticked().length < boxes().length),
    set: async () => {
      const day = byId("undated-day").value.trim();
      if (!ticked().length) throw new Error("Tick at least one report.");
      if (!/^\d{4}-\d\d-\d\d$/.test(day)) throw new Error(day ? `“${day}” is no day. Write it as 2024-03-08.` : "Write the day first, as 2024-03-08.");
      await decide("publish", ticked().map((one) => one.dataset.ref), day);
    },
    likeliest: async () => {
      const days = new Map();
      for (const one of ticked()) if (one.dataset.day) days.set(one.dataset.day, [...(days.get(one.dataset.day) || []), one.dataset.ref]);
      if (!days.size) throw new Error("No day was found in the ticked reports.");
      for (const [day, targets] of days) await decide("publish", targets, day); /* one decision a day */
    },
  };
  document.addEventListener("click", (event) => {
    const own = event.target.closest("[data-undated]");
    if (own) (async () => dating[own.dataset.undated](own))().catch(say);
  });

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("#write form");
    if (!form) return;
    event.preventDefault();
    const ticked = [...form.querySelectorAll("input[name=target]:checked")].map((one) => one.value);
    const value = form.querySelector("input[type=radio]:checked")?.value ?? form.querySelector("input[name=value]")?.value ?? form.dataset.value ?? "";
    const targets = [...refs(form.dataset.targets), ...ticked];
    if (!targets.length) { complain(new Error("Tick at least one.")); return; }
    if (form.dataset.kind === "rename" && !value.trim()) { complain(new Error("Give it a name.")); return; }
    const submit = form.querySelector("[type=submit]");
    submit.disabled = true;
    decide(form.dataset.kind, targets, value).then(close).catch(complain).finally(() => { submit.disabled = false; });
  });

  /* finding: options come as one types; arrows choose, Enter takes */
  const list = () => byId("write-found");
  const options = () => [...list().querySelectorAll("[role=option]")];
  const mark = (one) => {
    for (const other of options()) other.setAttribute("aria-selected", String(other === one));
    const input = byId("write-find");
    if (one) { input.setAttribute("aria-activedescendant", one.id); one.scrollIntoView({ block: "nearest" }); }
    else input.removeAttribute("aria-activedescendant");
  };
  const choose = (one) => {
    const input = byId("write-find");
    open(input.dataset.form, [...refs(input.dataset.targets), one.dataset.ref]);
  };
  let asked = 0;
  let waiting = 0;
  document.addEventListener("input", (event) => {
    const input = event.target;
    if (input.id !== "write-find") return;
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      asked += 1;
      const mine = asked;
      try {
        const found = await dateline.ask("_decisions/find", { what: input.dataset.find, text: input.value, without: refs(input.dataset.targets) });
        if (mine !== asked || !list()) return;
        list().replaceChildren(...found.map(dateline.build));
        mark(options()[0]);
      } catch (error) { complain(error); }
    }, 120);
  });
  document.addEventListener("keydown", (event) => {
    if (event.target.id !== "write-find" || event.isComposing) return;
    const all = options();
    const at = all.findIndex((one) => one.getAttribute("aria-selected") === "true");
    const to = { ArrowDown: at + 1, ArrowUp: at < 0 ? all.length - 1 : at - 1 }[event.key];
    if (to !== undefined) { event.preventDefault(); mark(all[(to + all.length) % all.length]); }
    if (event.key === "Enter") { event.preventDefault(); const one = all[at] || all[0]; if (one) choose(one); }
  });

  /* keys: undo and redo; the rest on what is chosen */
  const chosen = (kind) => {
    const [have, ref] = (new URLSearchParams(location.search).get("sel") || "").split(":");
    return have === kind ? ref : "";
  };
  const entity = (form) => { const ref = chosen("entity"); if (ref) open(form, [ref]); return ref; };
  const event_ = (run) => { const ref = chosen("event"); if (ref) run(ref); return ref; };
  const writing = (run) => () => (may() && !dialog().open && run() ? true : false);
  for (const [name, run] of Object.entries({
    merge: () => (chosen("entities") ? open("merge", refs(chosen("entities"))) || true : entity("merge")),
    rename: () => entity("rename"),
    confirm: () => event_((ref) => decide("confirm", [ref]).catch(say)),
    reject: () => event_((ref) => decide("reject", [ref]).catch(say)),
    redate: () => event_((ref) => open("redate", [ref])),
    undo: () => step("undo") || true,
    redo: () => step("redo") || true,
  })) dateline.act(name, writing(run));

  document.addEventListener("pointerover", (event) => { if (event.target.closest?.("#toast")) linger(); });
  document.addEventListener("focusin", (event) => { if (event.target.closest("#toast")) clearTimeout(hiding); });
  document.addEventListener("focusout", (event) => { if (event.target.closest("#toast")) linger(); });

  /* the analyst's name stays in this browser */
  document.addEventListener("dateline:drawn", () => { const field = byId("author"); if (field) field.value = author(); });
  document.addEventListener("change", (event) => {
    if (event.target.id !== "author") return;
    try { localStorage.setItem(KEPT, event.target.value.trim()); } catch { /* private mode */ }
  });
})();
