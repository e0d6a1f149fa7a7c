/* Storage, the theme, and clicks and changes as intents; the writer on the server turns these into the next state. */
(function () {
  const root = document.documentElement;
  const kept = (name) => { try { return localStorage.getItem("dateline-" + name); } catch { return null; } };
  const keep = (name, value) => { try { localStorage.setItem("dateline-" + name, value); } catch { /* private mode */ } };
  const byId = (id) => document.getElementById(id);
  const dateline = { byId, kept, keep, order: [] };
  window.dateline = dateline;
  window.dash_clientside = window.dash_clientside || {};

  /* dash-cytoscape always hands on its default wheel sensitivity, of which cytoscape warns at every start */
  const warn = console.warn.bind(console);
  console.warn = (...words) => { if (!/custom wheel sensitivity/.test(words[0])) warn(...words); };

  let number = 0;
  let idle = 0;
  dateline.send = (intent) => {
    number += 1;
    document.body.classList.add("busy");
    clearTimeout(idle);
    idle = setTimeout(() => document.body.classList.remove("busy"), 2500);
    window.dash_clientside.set_props("intent", { data: { ...intent, n: `${Date.now()}.${number}` } });
  };

  dateline.setTheme = (mode) => {
    root.dataset.theme = mode;
    document.body?.setAttribute("data-ag-theme-mode", mode);
    keep("theme", mode);
    if (window.dash_clientside.set_props && byId("page")) window.dash_clientside.set_props("theme", { data: mode });
  };
  const dark = matchMedia("(prefers-color-scheme: dark)");
  root.dataset.theme = kept("theme") || (dark.matches ? "dark" : "light");

  const attributes = (element) => {
    const intent = {};
    for (const { name, value } of element.attributes) if (name.startsWith("data-")) intent[name.slice(5)] = value;
    return intent;
  };

  dateline.showSkipped = () => {
    const list = byId("skipped-list");
    if (list) { list.open = true; list.scrollIntoView({ block: "center" }); }
    return Boolean(list);
  };
  const copy = async (own) => {
    const before = own.textContent;
    try { await navigator.clipboard.writeText(own.dataset.text); own.textContent = "Copied"; } catch { own.textContent = "Could not copy"; }
    setTimeout(() => { own.textContent = before; }, 1600);
  };
  const local = {
    theme: () => dateline.setTheme(root.dataset.theme === "dark" ? "light" : "dark"),
    help: () => byId("help").showModal(),
    "close-help": () => byId("help").close(),
    skipped: () => {
      dateline.unfold = !dateline.showSkipped();
      if (dateline.unfold) dateline.send({ do: "clear" });
    },
    "chart-in": () => dateline.zoom(1.3), "chart-out": () => dateline.zoom(1 / 1.3),
    cite: (own) => copy(own),
    "chart-fit": () => dateline.fit(), "chart-png": () => dateline.savePicture(),
  };

  dateline.local = local;

  document.addEventListener("click", (event) => {
    const own = event.target.closest("[data-local]");
    if (own) return local[own.dataset.local](own);
    if (event.target.closest("summary")) return undefined;
    const element = event.target.closest("[data-do]");
    if (!element || String(getSelection()).length > 2) return undefined;
    dateline.send(attributes(element));
    if (element.closest(".hits")) document.activeElement.blur();
    return undefined;
  });

  document.addEventListener("change", (event) => {
    const element = event.target.closest("[data-change]");
    if (element) dateline.send({ do: element.dataset.change, [element.dataset.as]: event.target.value });
  });

  /* fields that are typed in: what stands in them is told once the hand rests, and nothing is written into them */
  const ask = (name, text) => window.dash_clientside.set_props(`${name}-asked`, { data: text });
  const makeField = (box) => {
    const { typed, label, hint, wait } = box.dataset;
    if (byId(typed)) return;
    const field = document.createElement("input");
    Object.assign(field, { id: typed, type: "search", autocomplete: "off", spellcheck: false, placeholder: hint });
    field.setAttribute("aria-label", label);
    let waiting = 0;
    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => ask(typed, field.value), Number(wait));
    });
    box.prepend(field);
  };
  dateline.type = (name, text) => { byId(name).value = text; ask(name, text); };

  window.dash_clientside.dateline = {
    rowChosen: (rows) => {
      const row = rows?.[0];
      if (row) dateline.send(row.pick === "document" ? { do: "open", ref: row.id } : { do: "select", kind: row.pick, ref: row.id });
    },
    remember: (order) => { dateline.order = order || []; },
    started: () => {
      for (const box of document.querySelectorAll("[data-typed]")) makeField(box);
      dateline.setTheme(root.dataset.theme);
      const pane = document.querySelector(".lanes-scroll");
      let width = 0;
      let waiting = 0;
      new ResizeObserver(() => {
        clearTimeout(waiting);
        waiting = setTimeout(() => {
          const now = Math.round(pane.clientWidth / 20) * 20;
          if (now && now !== width) { width = now; window.dash_clientside.set_props("lanes-width", { data: now }); }
        }, width ? 200 : 0);
      }).observe(pane);
    },
  };
})();
