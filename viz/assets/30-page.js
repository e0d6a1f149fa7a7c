/* Clicks, changes and keys become intents; the writer on the server turns an intent into the next state. */
(function () {
  const root = document.documentElement;
  const kept = (name) => { try { return localStorage.getItem("dateline-" + name); } catch { return null; } };
  const keep = (name, value) => { try { localStorage.setItem("dateline-" + name, value); } catch { /* private mode */ } };
  const byId = (id) => document.getElementById(id);
  const dateline = { byId, order: [] };
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
    previous: () => step(-1), next: () => step(1),
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

  let last = { ref: "", at: 0 }; /* steps faster than answers go on from the last one sent */
  const step = (by) => {
    const shown = /[?&]sel=event%3A([^&]*)/.exec(location.search)?.[1];
    const at = dateline.order.indexOf(Date.now() - last.at < 1500 ? last.ref : shown);
    const next = dateline.order[at < 0 ? (by > 0 ? 0 : dateline.order.length - 1) : at + by];
    if (!next) return;
    last = { ref: next, at: Date.now() };
    dateline.send({ do: "select", kind: "event", ref: next });
  };
  const show = (field, value) => () => dateline.send({ do: "view", field, value });
  const keys = {
    "/": () => byId("search").focus(), "?": local.help, t: local.theme, n: () => step(1), p: () => step(-1),
    1: show("centre", "chart"), 2: show("centre", "table"), 3: show("centre", "map"),
    e: show("panel", "evidence"), d: show("panel", "document"), f: show("panel", "profile"),
    "+": local["chart-in"], "=": local["chart-in"], "-": local["chart-out"], 0: local["chart-fit"],
    Escape: () => dateline.send({ do: "deselect" }),
  };
  dateline.keys = keys;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.target.matches("input, textarea, select")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (event.target.closest(".ag-root") && event.key !== "?") return;
    const action = keys[event.key];
    if (action) { event.preventDefault(); action(); }
  });

  /* panes that can be resized: the size is a custom property, kept for next time */
  const sizes = { rail: [160, 420, "x", 1], panel: [280, 900, "x", -1], timeline: [110, 900, "y", -1] };
  for (const name of Object.keys(sizes)) if (kept(name)) root.style.setProperty("--" + name, kept(name));
  document.addEventListener("pointerdown", (event) => {
    const bar = event.target.closest("[data-split]");
    if (!bar) return;
    event.preventDefault();
    const name = bar.dataset.split;
    const [low, high, axis, sign] = sizes[name];
    const pane = { rail: ".rail", panel: ".panel", timeline: ".timeline-pane" }[name];
    const box = document.querySelector(pane).getBoundingClientRect();
    const from = axis === "x" ? event.clientX : event.clientY;
    const size = axis === "x" ? box.width : box.height;
    bar.classList.add("held");
    bar.setPointerCapture(event.pointerId);
    bar.onpointermove = (move) => {
      const to = axis === "x" ? move.clientX : move.clientY;
      const value = Math.min(high, Math.max(low, size + sign * (to - from))) + "px";
      root.style.setProperty("--" + name, value);
      keep(name, value);
    };
    bar.onpointerup = () => { bar.onpointermove = null; bar.classList.remove("held"); window.dispatchEvent(new Event("resize")); };
  });

  window.dash_clientside.dateline = {
    rowChosen: (rows) => {
      const row = rows?.[0];
      if (row) dateline.send(row.pick === "document" ? { do: "open", ref: row.id } : { do: "select", kind: row.pick, ref: row.id });
    },
    remember: (order) => { dateline.order = order || []; },
    started: () => {
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
