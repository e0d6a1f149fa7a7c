/* Panes that can be resized: the size is a custom property, kept for next time. */
(function () {
  const { kept, keep } = window.dateline;
  const root = document.documentElement;
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
})();
