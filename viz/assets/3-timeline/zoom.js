/* What the timeline does by itself: brushing, zooming to hours, clicks on marks and clusters, pictures of it. */
(function () {
  const { dateline } = window;
  const HOUR = 3600000;
  const EDGES = [-62135596800000, Date.UTC(9999, 11, 31)]; /* the years 1 and 9999 */
  const plot = (id) => document.querySelector(`#${id} .js-plotly-plot`);
  const shown = () => plot("lanes")?.layout?.meta?.window || null;
  const hours = (ms) => new Date(ms).toISOString().slice(0, 13);

  dateline.day = (value) => (typeof value === "number" ? new Date(value).toISOString() : String(value)).slice(0, 10);

  /* The picture is stretched at once; the server draws it anew, with labels that fit, when the hand rests. */
  let wanted = null;
  let waiting = 0;
  const zoomTo = (from, to) => {
    const room = Math.max(to - from, 3 * HOUR);
    const start = Math.min(Math.max(from, EDGES[0]), EDGES[1] - room);
    const now = [start, Math.min(start + room, EDGES[1])];
    wanted = now;
    window.Plotly.relayout(plot("lanes"), { "xaxis.range": now.slice() });
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      waiting = 0;
      dateline.send({ do: "window", to: `${hours(now[0])}..${hours(now[1] + HOUR - 1)}` });
    }, 260);
  };
  const zoomBy = (by, at = 0.5) => {
    const now = wanted || shown();
    if (!now) return;
    const middle = now[0] + (now[1] - now[0]) * at;
    zoomTo(middle - (middle - now[0]) * by, middle + (now[1] - middle) * by);
  };
  const panBy = (part) => {
    const now = wanted || shown();
    if (now) zoomTo(now[0] + (now[1] - now[0]) * part, now[1] + (now[1] - now[0]) * part);
  };
  const savePicture = async (format) => {
    const from = plot("lanes");
    if (!from) return;
    const ground = getComputedStyle(document.documentElement).getPropertyValue("--surface").trim();
    const size = { width: from.offsetWidth, height: from.offsetHeight };
    /* the heads of sections stand left of the axes: drawn from there, none is cut */
    const annotations = (from.layout.annotations || []).map((one) => (one.xref === "paper" && one.xshift ? { ...one, xshift: 0, x: 0 } : one));
    const layout = { ...from.layout, ...size, annotations, paper_bgcolor: ground, plot_bgcolor: ground };
    const link = document.createElement("a");
    link.href = await window.Plotly.toImage({ data: from.data, layout }, { format, ...size, scale: format === "png" ? 2 : 1 });
    link.download = `timeline.${format}`;
    link.click();
  };
  const tools = {
    "lanes-in": () => zoomBy(1 / 1.8), "lanes-out": () => zoomBy(1.8), "lanes-back": () => panBy(-0.4), "lanes-on": () => panBy(0.4),
    "lanes-all": () => { clearTimeout(waiting); waiting = 0; wanted = null; dateline.send({ do: "window", to: "" }); },
    "lanes-png": () => savePicture("png"), "lanes-svg": () => savePicture("svg"),
  };
  document.addEventListener("click", (event) => {
    const tool = event.target.closest("[data-lanes]");
    if (tool) tools[tool.dataset.lanes]();
  });
  document.addEventListener("wheel", (event) => {
    const pane = event.target.closest?.("#lanes");
    if (!pane || !shown()) return;
    const sideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
    if (!event.ctrlKey && !event.metaKey && !sideways) return; /* a plain wheel scrolls the lanes */
    event.preventDefault();
    const box = pane.querySelector(".nsewdrag").getBoundingClientRect();
    if (event.ctrlKey || event.metaKey) zoomBy(Math.exp(Math.max(-60, Math.min(60, event.deltaY)) / 120), (event.clientX - box.left) / box.width);
    else panBy((event.deltaX || event.deltaY) / box.width);
  }, { passive: false });

  Object.assign(window.dash_clientside.dateline, {
    brushed: (selected) => {
      const range = selected?.range?.x;
      const from = window.dash_clientside.callback_context?.triggered?.[0]?.prop_id || "";
      if (!range || range[0] === range[1]) return;
      if (from.startsWith("lanes") && !shown()) return; /* a month without year is no period */
      dateline.send({ do: "period", start: dateline.day(range[0]), end: dateline.day(range[1]) });
    },
    pointClicked: (click) => {
      const [id, stretch] = click?.points?.[0]?.customdata || [];
      if (!id) return;
      window.dash_clientside.set_props("lanes", { clickData: null });
      const [from, to] = (stretch || "").split("..").map((one) => Date.parse(`${one}:00:00Z`));
      const now = shown();
      if (stretch && now && (to - from) * 1.6 < now[1] - now[0]) zoomTo(from - (to - from) * 0.25, to + (to - from) * 0.25);
      else dateline.send({ do: "select", kind: "event", ref: id });
    },
    lanesDrawn: (figure) => {
      if (!waiting) wanted = null;
      const at = figure?.layout?.meta?.focus;
      const pane = document.querySelector(".lanes-scroll");
      if (at === undefined || !pane) return;
      const seen = at > pane.scrollTop + 40 && at < pane.scrollTop + pane.clientHeight - 20;
      if (!seen) setTimeout(() => pane.scrollTo({ top: Math.max(0, at - pane.clientHeight / 2) }), 120);
    },
  });
})();
