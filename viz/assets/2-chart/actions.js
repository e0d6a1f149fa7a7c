/* What is done in the chart: pin, connect two, find a name, the menu of a node, keys. */
(function () {
  const { dateline } = window;
  const { byId } = dateline;
  const setProps = (...given) => window.dash_clientside.set_props(...given);

  /* pins: kept in this browser for this case, and told to the server, which places the nodes */
  const shelf = () => `dateline-pins ${document.title}`;
  let pins = {};
  const tell = () => {
    try { localStorage.setItem(shelf(), JSON.stringify(pins)); } catch { /* private mode */ }
    setProps("chart-pins", { data: { ...pins } });
  };
  dateline.pin = (nodes) => {
    for (const node of nodes) {
      const { x, y } = node.position();
      const [across, down] = node.data("by") || [1, 1];
      pins[node.id()] = [Math.round(x / across), Math.round(y / down)];
    }
    tell();
  };
  const pinOrLetGo = (button) => {
    const ids = button.dataset.ref.split("~");
    if (button.getAttribute("aria-pressed") === "true") { for (const id of ids) delete pins[id]; tell(); return; }
    const cy = dateline.chart();
    dateline.pin(ids.map((id) => cy.getElementById(id)).filter((node) => node.length));
  };
  window.dash_clientside.dateline.pinsKept = () => {
    try { pins = JSON.parse(localStorage.getItem(shelf()) || "{}"); } catch { pins = {}; }
    if (Object.keys(pins).length) setProps("chart-pins", { data: pins });
  };

  /* connect: the next entity that is clicked or found is the other end */
  let from = "";
  const prompt = () => {
    let box = dateline.stage().querySelector(".chart-prompt");
    if (!box) {
      box = document.createElement("div");
      box.className = "chart-prompt";
      box.setAttribute("role", "status");
      dateline.stage().append(box);
    }
    return box;
  };
  const endConnect = () => { from = ""; prompt().textContent = ""; dateline.stage().classList.remove("connecting"); };
  dateline.connecting = () => Boolean(from);
  dateline.connectTo = (id) => {
    if (id === from) return;
    dateline.send({ do: "select", kind: "path", ref: `${from}~${id}` });
    endConnect();
  };
  const connect = (button) => {
    from = button.dataset.ref;
    prompt().textContent = `Connect ${button.dataset.name} with: click another node, or type its name. Esc ends this.`;
    dateline.stage().classList.add("connecting");
    field()?.focus(); /* what is typed now is a name */
  };
  window.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !from) return;
    endConnect();
    event.stopImmediatePropagation();
  }, true);

  /* find: arrows and Enter go through the names, one of them is brought to the middle */
  const found = () => [...document.querySelectorAll("#chart-found button")];
  let eager = false; /* Enter before the answer is there */
  const field = () => byId("chart-find");
  const answered = () => document.querySelector("#chart-found ul")?.dataset.for === field().value.trim();
  const take = (button) => {
    const id = button.dataset.ref;
    if (from) dateline.connectTo(id);
    else { dateline.goTo(id); dateline.send({ do: "select", kind: "entity", ref: id }); }
    dateline.type("chart-find", "");
    document.activeElement.blur();
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("#chart-found button");
    if (!button) return;
    event.stopPropagation();
    take(button);
  }, true);
  document.addEventListener("keydown", (event) => {
    const inField = event.target === field();
    const all = found();
    const at = all.indexOf(event.target);
    if (!inField && at < 0) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const next = at + (event.key === "ArrowDown" ? 1 : -1);
      (all[next] || field()).focus();
    } else if (inField && event.key === "Enter") {
      if (answered()) take(all[0]);
      else eager = true;
    } else if (at >= 0 && event.key === "Escape") field().focus();
    else eager = false;
  });
  const watch = () => {
    const list = byId("chart-found");
    if (!list) { setTimeout(watch, 200); return; }
    new MutationObserver(() => { if (eager && answered()) { eager = false; take(found()[0]); } }).observe(list, { childList: true, subtree: true, attributes: true });
  };
  watch();

  /* the menu of a node: the same as the actions of what is selected, where the pointer is */
  let menu = null;
  const closeMenu = () => { menu?.remove(); menu = null; };
  dateline.openMenu = (id, at) => {
    closeMenu();
    const node = dateline.chart().getElementById(id);
    const many = (name) => new RegExp(`[?&]${name}=${id}(&|$)`).test(location.search);
    const rows = [
      [many("plus") ? "Take out its neighbours" : "Add its neighbours", { do: "expand", ref: id }],
      [many("around") ? "Show all of the query" : "Only its neighbours", { do: "around", ref: id }],
      ["Connect to…", { local: "chart-connect", ref: id, name: node.data("label") }],
      [node.hasClass("pinned") ? "Unpin" : "Pin", { local: "chart-pin", ref: id, pressed: node.hasClass("pinned") }],
      ["Only its events", { do: "toggle", field: "entities", value: id }],
      ["Hide", { do: "conceal", ref: id }],
    ];
    menu = document.createElement("div");
    menu.className = "chart-menu";
    menu.setAttribute("role", "menu");
    menu.setAttribute("aria-label", node.data("label"));
    for (const [words, { pressed, ...given }] of rows) {
      const item = document.createElement("button");
      item.type = "button";
      item.setAttribute("role", "menuitem");
      item.textContent = words;
      Object.assign(item.dataset, given);
      if (pressed !== undefined) item.setAttribute("aria-pressed", String(pressed));
      menu.append(item);
    }
    dateline.stage().append(menu);
    menu.style.left = Math.min(at.x, dateline.stage().clientWidth - menu.offsetWidth - 4) + "px";
    menu.style.top = Math.max(2, Math.min(at.y, dateline.stage().clientHeight - menu.offsetHeight - 4)) + "px";
    menu.firstElementChild.focus();
    menu.addEventListener("click", () => setTimeout(closeMenu));
    menu.addEventListener("focusout", (event) => { if (menu && !menu.contains(event.relatedTarget)) setTimeout(closeMenu, 120); });
    menu.addEventListener("keydown", (event) => {
      const all = [...menu.children];
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) all[(all.indexOf(event.target) + step + all.length) % all.length].focus();
      else if (event.key === "Escape") closeMenu();
      else if (event.key !== "Enter" && event.key !== " " && event.key !== "Tab") return;
      if (event.key !== "Enter" && event.key !== " " && event.key !== "Tab") event.preventDefault();
      event.stopPropagation();
    });
  };
  document.addEventListener("contextmenu", (event) => { if (event.target.closest?.("#chart, .chart-menu")) event.preventDefault(); });

  const press = (css) => () => document.querySelector(`#chart-actions ${css}`)?.click();
  const menuOfChosen = () => {
    const node = dateline.chart()?.getElementById(dateline.chosen()[0] || "");
    if (node?.length) dateline.openMenu(node.id(), node.renderedPosition());
  };
  Object.assign(dateline.local, { "chart-pin": pinOrLetGo, "chart-connect": connect });
  for (const [name, run] of Object.entries({
    expand: press('[data-do="expand"]'), around: press('[data-do="around"]'), hide: press('[data-do="conceal"]'),
    pin: press('[data-local="chart-pin"]'), connect: press(':is([data-local="chart-connect"], [data-kind="path"])'),
    find: () => field()?.focus(), menu: menuOfChosen,
  })) dateline.act(name, run);
})();
