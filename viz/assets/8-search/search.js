/* The search field as a combobox: arrows go through the hits, Enter takes one. */
(function () {
  const { dateline } = window;
  const { byId } = dateline;
  const input = () => byId("search");
  const list = () => byId("hits-list");
  const options = () => [...(list()?.querySelectorAll("[role=option]") || [])];
  const current = () => options().find((one) => one.getAttribute("aria-selected") === "true");
  let entered = false; /* Enter was pressed before the hits of what was typed came */

  const mark = (one) => {
    for (const other of options()) other.setAttribute("aria-selected", String(other === one));
    if (one) { input().setAttribute("aria-activedescendant", one.id); one.scrollIntoView({ block: "nearest" }); }
    else input().removeAttribute("aria-activedescendant");
  };
  const fresh = () => list()?.dataset.for?.trim() === input().value.trim();
  const choose = (one) => {
    entered = false;
    one.click();
    byId("panel")?.focus({ preventScroll: true });
  };
  const come = () => {
    const all = options();
    input().setAttribute("aria-expanded", String(all.length > 0));
    mark(current() || all[0]);
    if (entered && fresh() && all.length) choose(all[0]);
  };
  const dress = () => {
    const field = input();
    if (!field || field.getAttribute("role") === "combobox") return;
    const roles = { role: "combobox", "aria-autocomplete": "list", "aria-controls": "hits", "aria-expanded": "false", "aria-haspopup": "listbox" };
    for (const [name, value] of Object.entries(roles)) field.setAttribute(name, value);
    new MutationObserver(come).observe(byId("hits"), { childList: true, subtree: true });
  };
  document.addEventListener("dateline:drawn", dress);
  /* the hits are open while the field has the focus, so a press on one of them must not take it */
  document.addEventListener("mousedown", (event) => { if (event.target.closest(".hits")) event.preventDefault(); });
  document.addEventListener("focusin", (event) => { if (event.target.id === "search") dress(); });
  document.addEventListener("keydown", (event) => {
    if (event.target.id !== "search" || event.isComposing) return;
    const all = options();
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by && all.length) {
      event.preventDefault();
      mark(all[(all.indexOf(current()) + by + all.length) % all.length]);
    } else if (event.key === "Enter" && input().value.trim()) {
      event.preventDefault();
      if (fresh() && all.length) choose(current() || all[0]);
      else entered = true;
    } else if (event.key.length === 1) entered = false;
  });
})();
