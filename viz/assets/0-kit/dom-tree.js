/* Builds the parts that come as plain trees: elements and text nodes, no markup is read. */
(function () {
  const { dateline } = window;
  const make = (node) => {
    if (typeof node === "string") return document.createTextNode(node);
    const [tag, attributes, ...children] = node;
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name === "style") Object.assign(element.style, value);
      else element.setAttribute(name, value);
    }
    element.append(...children.map(make));
    return element;
  };
  dateline.build = make;
  const opened = (place) => [...place.querySelectorAll("details[open][data-key]")].map((one) => one.dataset.key);

  /* Redrawing keeps what the reader was at: focus in a field or on a button, and unfolded lists. */
  const draw = (id, trees) => {
    const place = dateline.byId(id);
    if (!place) return null;
    const unfolded = opened(place);
    const active = place.contains(document.activeElement) ? document.activeElement : null;
    const order = active ? [...place.querySelectorAll("button, input, summary")].indexOf(active) : -1;
    const same = active && { id: active.id, value: active.dataset.value, field: active.dataset.field };
    place.replaceChildren(...(trees || []).map(make));
    for (const one of place.querySelectorAll("details[data-key]")) if (unfolded.includes(one.dataset.key)) one.open = true;
    if (active) {
      const all = [...place.querySelectorAll("button, input, summary")];
      const twin = all.find((one) => (same.id ? one.id === same.id : same.value && one.dataset.value === same.value && one.dataset.field === same.field));
      (twin || all[order])?.focus({ preventScroll: true });
    }
    document.dispatchEvent(new CustomEvent("dateline:drawn", { detail: id }));
    return place;
  };

  /* finding among the values of a facet: those that don't hold what is typed are not shown */
  const sought = {};
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const sift = (input) => {
    sought[input.id] = input.value;
    const wanted = plain(input.value.trim());
    for (const row of input.parentElement.querySelectorAll(".facet-row")) row.classList.toggle("absent", !plain(row.querySelector(".name").textContent).includes(wanted));
  };
  document.addEventListener("input", (event) => { if (event.target.id?.startsWith("facet-")) sift(event.target); });

  Object.assign(window.dash_clientside.dateline, {
    railDrawn: (trees) => {
      draw("filters", trees);
      for (const input of document.querySelectorAll("#filters details[open] input[id^=facet-]")) if (sought[input.id]) { input.value = sought[input.id]; sift(input); }
    },
    panelDrawn: (trees) => {
      const body = draw("panel", trees);
      document.body.classList.remove("busy");
      if (!body) return;
      const target = body.querySelector(".here") || body.querySelector(".account.chosen");
      if (target) target.scrollIntoView({ block: "center" });
      else body.scrollTop = 0;
      if (dateline.unfold) dateline.unfold = !dateline.showSkipped();
    },
  });
})();
