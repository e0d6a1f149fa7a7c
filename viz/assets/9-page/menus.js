/* Menus close when something in them is chosen, when one clicks elsewhere, and on Escape; a menu may show a copy of
   what there is no room for. Skip links lead to the parts of the page. On a narrow screen the filters lie over the
   page while they are open. */
(function () {
  const MENUS = "details.menu, details.saving";
  const opened = () => [...document.querySelectorAll(`:is(${MENUS})[open]`)];
  const close = (but) => { for (const one of opened()) if (one !== but) one.open = false; };
  document.addEventListener("pointerdown", (event) => close(event.target.closest?.(MENUS)), true);
  document.addEventListener("click", (event) => { if (event.target.closest("button")?.closest(MENUS)) setTimeout(close); });
  document.addEventListener("focusin", (event) => { if (!event.target.closest(MENUS)) close(null); });
  window.addEventListener("keydown", (event) => {
    const [menu] = opened();
    if (event.key !== "Escape" || !menu) return;
    close(null);
    menu.querySelector("summary").focus();
    event.stopImmediatePropagation();
  }, true);
  document.addEventListener("toggle", (event) => {
    const body = event.target.matches?.(MENUS) && event.target.open ? event.target.querySelector("[data-copy]") : null;
    const from = body && document.getElementById(body.dataset.copy);
    if (from) body.replaceChildren(...[...from.children].map((one) => one.cloneNode(true)));
  }, true);
  Object.assign(window.dateline.local, {
    rail: () => document.body.classList.toggle("rail-open"),
    skip: (own) => {
      const place = document.querySelector(own.dataset.to);
      const first = place?.matches("[tabindex]") ? place : place?.querySelector("button, input, a, [tabindex]");
      first?.focus();
    },
  });
})();
