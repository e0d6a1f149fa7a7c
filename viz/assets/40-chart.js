/* What the link chart does by itself: selection, hover, labels that do not collide, zoom. */
(function () {
  const { dateline } = window;
  const chart = () => document.querySelector("#chart > div, #chart")?.closest("#chart");
  const find = () => {
    const box = chart();
    if (!box) return null;
    return box._cyreg?.cy || [...box.querySelectorAll("div")].map((one) => one._cyreg?.cy).find(Boolean) || null;
  };
  let bound = null;
  let drawn = "";

  dateline.zoom = (by) => { const cy = find(); cy?.zoom({ level: cy.zoom() * by, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } }); };
  /* small networks are not blown up to fill the pane */
  const MOST = 1.15;
  const fit = (cy) => {
    cy.fit(undefined, 40);
    if (cy.zoom() > MOST) { cy.zoom(MOST); cy.center(); }
  };
  dateline.fit = () => { const cy = find(); if (cy) fit(cy); };
  dateline.savePicture = () => {
    const cy = find();
    if (!cy) return;
    const link = document.createElement("a");
    link.href = cy.png({ full: true, scale: 2, bg: getComputedStyle(document.body).getPropertyValue("--surface") });
    link.download = "chart.png";
    link.click();
  };

  /* The most reported keep their labels; one that would lie on another is hidden until there is room. */
  const cull = (cy) => {
    const taken = [];
    const free = (box) => taken.every((t) => (t.node && t.node === box.node) || box.x2 < t.x1 || box.x1 > t.x2 || box.y2 < t.y1 || box.y1 > t.y2);
    const seen = (box) => box.x2 > 0 && box.y2 > 0 && box.x1 < cy.width() && box.y1 < cy.height();
    const zoom = cy.zoom();
    cy.batch(() => {
      cy.nodes().forEach((node) => { const b = node.renderedBoundingBox({ includeLabels: false, includeUnderlays: false }); b.node = node.id(); taken.push(b); });
      cy.nodes().sort((a, b) => b.hasClass("chosen") - a.hasClass("chosen") || b.data("rank") - a.data("rank")).forEach((node) => {
        const p = node.renderedPosition();
        const label = String(node.data("label"));
        const size = Math.max(12.5, 11.5 / zoom) * zoom;
        const width = Math.min(label.length * size * 0.5, 120 * (size / 12.5)) ;
        const lines = Math.ceil((label.length * size * 0.5) / (120 * (size / 12.5)));
        const top = p.y + node.renderedHeight() / 2 + 2;
        const box = { node: node.id(), x1: p.x - width / 2, x2: p.x + width / 2, y1: top, y2: top + lines * size * 1.15 };
        const shown = seen(box) && (node.hasClass("chosen") || free(box));
        if (shown) taken.push(box);
        node.toggleClass("mute", !shown);
      });
      cy.edges().sort((a, b) => b.data("rank") - a.data("rank")).forEach((edge) => {
        const m = edge.renderedMidpoint();
        const w = String(edge.data("label")).length * 2.8 * Math.max(zoom, 0.9);
        const ends = [edge.source().renderedPosition(), edge.target().renderedPosition()];
        const length = Math.hypot(ends[0].x - ends[1].x, ends[0].y - ends[1].y);
        const box = { x1: m.x - w, x2: m.x + w, y1: m.y - 8, y2: m.y + 8 };
        const shown = zoom > 0.75 && length > 2 * w + 40 && seen(box) && free(box);
        if (shown) taken.push(box);
        edge.toggleClass("shown", shown);
      });
      cy.style().selector("node").style("font-size", Math.max(12.5, 11.5 / zoom)).update();
    });
  };
  let waiting = 0;
  const cullSoon = (cy) => { clearTimeout(waiting); waiting = setTimeout(() => { if (!cy.destroyed()) cull(cy); }, 90); };

  const hint = (cy) => {
    let box = chart().parentElement.querySelector(".chart-hint");
    if (!box) { box = document.createElement("div"); box.className = "chart-hint"; box.hidden = true; chart().parentElement.append(box); }
    cy.on("mouseover", "node, edge", (event) => {
      event.target.addClass("hover");
      box.textContent = event.target.data("hint");
      box.hidden = false;
      chart().style.cursor = "pointer";
    });
    cy.on("mousemove", (event) => {
      box.style.left = Math.min(event.renderedPosition.x + 14, cy.width() - 220) + "px";
      box.style.top = event.renderedPosition.y + 14 + "px";
    });
    cy.on("mouseout", "node, edge", (event) => { event.target.removeClass("hover"); box.hidden = true; chart().style.cursor = ""; });
  };

  const bind = (cy) => {
    bound = cy;
    hint(cy);
    cy.on("tap", "node", (event) => dateline.send({ do: "select", kind: "entity", ref: event.target.id() }));
    cy.on("dbltap", "node", (event) => dateline.send({ do: "expand", ref: event.target.id() }));
    cy.on("tap", "edge", (event) => dateline.send({ do: "select", kind: "link", ref: event.target.data("ref") }));
    cy.on("tap", (event) => { if (event.target === cy) dateline.send({ do: "deselect" }); });
    cy.on("zoom pan dragfree", () => cullSoon(cy));
    new ResizeObserver(() => { if (!cy.destroyed()) { cy.resize(); fit(cy); } }).observe(chart());
  };

  const choose = (cy, state) => {
    const [, kind, ref] = /[?&]sel=([a-z]+)%3A([^&]*)/.exec(state || "") || [];
    const wanted = decodeURIComponent(ref || "");
    cy.batch(() => {
      cy.elements().removeClass("chosen far");
      let picked = cy.collection();
      if (kind === "entity") picked = cy.getElementById(wanted);
      if (kind === "link") picked = cy.edges().filter((edge) => edge.data("ref") === wanted);
      if (!picked.length) return;
      picked.addClass("chosen");
      const near = kind === "link" ? picked.union(picked.connectedNodes()) : picked.closedNeighborhood();
      cy.elements().difference(near).addClass("far");
    });
  };

  window.dash_clientside.dateline.chartDrawn = (elements, sheet, state) => {
    setTimeout(() => {
      const cy = find();
      if (!cy) return;
      if (bound !== cy) bind(cy);
      const now = (elements || []).map((one) => one.data.id).sort().join();
      if (now !== drawn) { drawn = now; cy.resize(); fit(cy); }
      choose(cy, state);
      cullSoon(cy);
    }, 30);
  };
})();
