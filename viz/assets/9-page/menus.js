/* Menus of the header close when something else is clicked, chosen, or on Escape; on a narrow screen the
   filters lie over the page while they are open. */
(function () {
  const close = (but) => document.querySelectorAll("details.saving[open]").forEach((one) => { if (one !== but) one.open = false; });
  document.addEventListener("click", (event) => close(event.target.closest("button") ? null : event.target.closest("details.saving")));
  window.dateline.local.rail = () => document.body.classList.toggle("rail-open");
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(null); });
})();
