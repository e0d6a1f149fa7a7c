/* What the link chart does by itself: selection, hover, labels that do not collide, zoom. */
(function () {
  const { dateline } = window;
  const chart = () => document.getElementById("chart");
  const find = () => {
    const box = chart();
    if (!box) return null;
    return box._cyreg?.cy || [...box.querySelectorAll("div")].map((one) => one._cyreg?.cy).find(Boolean) || null;
  };
  dateline.chart = find;
  let bound = null;
  let drawn = "";

  dateline.zoom = (by) => { const cy = find(); cy?.zoom({ level: cy.zoom() * by, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } }); };
  /* small networks are not blown up to fill the pane */
  const MOST = 1.15;
  /* the note above and the legend below lie on the pane, so the picture keeps clear of them */
  const fit = (cy) => {
    const box = cy.nodes().boundingBox({ includeLabels: false });
    const pane = chart().parentElement;
    const tall = (css) => pane.querySelector(css)?.offsetHeight || 0;
    const room = { side: 52, top: tall(".chart-note") + 30, bottom: tall(".chart-legend") + 42 };
    const width = cy.width() - 2 * room.side;
    const height = cy.height() - room.top - room.bottom;
    if (!cy.nodes().length || width < 60 || height < 60) { cy.fit(undefined, 30); return; }
    const zoom = Math.min(width / Math.max(box.w, 1), height / Math.max(box.h, 1), MOST);
    cy.viewport({ zoom, pan: { x: room.side + width / 2 - zoom * (box.x1 + box.x2) / 2, y: room.top + height / 2 - zoom * (box.y1 + box.y2) / 2 } });
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

  /* Labels in the order of weight, each below, beside or above its node, wherever it lies on nothing;
     one without such a place is hidden until there is room. */
  const pen = document.createElement("canvas").getContext("2d");
  const family = getComputedStyle(document.documentElement).getPropertyValue("--sans");
  const measured = new Map();
  const WRAP = 9.4; /* letters' heights that a line of a label may be long */
  const measure = (text) => {
    if (!measured.has(text)) {
      pen.font = `500 100px ${family}`;
      const wide = (words) => pen.measureText(words).width / 100;
      let lines = 1; let line = ""; let widest = 0;
      for (const word of text.split(" ")) {
        const longer = line ? `${line} ${word}` : word;
        if (line && wide(longer) > WRAP) { lines += 1; line = word; } else line = longer;
        widest = Math.max(widest, wide(line));
      }
      measured.set(text, { width: widest, lines });
    }
    return measured.get(text);
  };
  const PLACES = ["", "at-right", "at-left", "at-top"];
  const boxAt = (place, p, r, w, h) => {
    if (place === "at-right") return { x1: p.x + r + 4, x2: p.x + r + 4 + w, y1: p.y - h / 2, y2: p.y + h / 2 };
    if (place === "at-left") return { x1: p.x - r - 4 - w, x2: p.x - r - 4, y1: p.y - h / 2, y2: p.y + h / 2 };
    if (place === "at-top") return { x1: p.x - w / 2, x2: p.x + w / 2, y1: p.y - r - 3 - h, y2: p.y - r - 3 };
    return { x1: p.x - w / 2, x2: p.x + w / 2, y1: p.y + r + 3, y2: p.y + r + 3 + h };
  };
  const cull = (cy) => {
    const zoom = cy.zoom();
    const font = Math.max(12.5, 11.5 / zoom);
    const size = font * zoom;
    const taken = [];
    const free = (box) => taken.every((t) => t.id === box.id || box.x2 < t.x1 || box.x1 > t.x2 || box.y2 < t.y1 || box.y1 > t.y2);
    const inside = (box) => box.x1 > 0 && box.y1 > 0 && box.x2 < cy.width() && box.y2 < cy.height();
    const seen = (box) => box.x2 > 0 && box.y2 > 0 && box.x1 < cy.width() && box.y1 < cy.height();
    cy.batch(() => {
      cy.nodes().forEach((node) => {
        const p = node.renderedPosition();
        const r = (node.width() * zoom) / 2 - 1;
        taken.push({ id: node.id(), x1: p.x - r, x2: p.x + r, y1: p.y - r, y2: p.y + r });
      });
      const first = (a, b) => b.hasClass("chosen") - a.hasClass("chosen") || a.hasClass("far") - b.hasClass("far") || b.data("rank") - a.data("rank");
      cy.nodes().sort(first).forEach((node) => {
        const { width, lines } = measure(String(node.data("label")));
        const p = node.renderedPosition();
        const r = (node.width() * zoom) / 2;
        const boxes = PLACES.map((place) => ({ id: node.id(), place, ...boxAt(place, p, r, width * size, lines * size * 1.12) }));
        const best = boxes.find((box) => inside(box) && free(box)) || boxes.find((box) => seen(box) && free(box)) || (node.hasClass("chosen") ? boxes[0] : null);
        if (best) taken.push({ ...best, id: null });
        PLACES.slice(1).forEach((place) => node.toggleClass(place, best?.place === place));
        node.toggleClass("mute", !best);
      });
      cy.edges().sort((a, b) => b.data("rank") - a.data("rank")).forEach((edge) => {
        const m = edge.renderedMidpoint();
        const half = String(edge.data("label")).length * 2.9 * Math.max(zoom, 1);
        const [a, b] = [edge.source().renderedPosition(), edge.target().renderedPosition()];
        const box = { x1: m.x - half, x2: m.x + half, y1: m.y - 8, y2: m.y + 8 };
        const shown = zoom > 0.8 && Math.hypot(a.x - b.x, a.y - b.y) > 2 * half + 50 && seen(box) && free(box);
        if (shown) taken.push(box);
        edge.toggleClass("shown", shown);
      });
      cy.nodes().style({ "font-size": font, "text-max-width": `${WRAP * font}px` });
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

  const choose = (cy, state, focus) => {
    const [, kind, ref] = /[?&]sel=([a-z]+)%3A([^&]*)/.exec(state || "") || [];
    const wanted = decodeURIComponent(ref || "");
    cy.batch(() => {
      cy.elements().removeClass("chosen far");
      let picked = cy.collection();
      if (kind === "entity") picked = cy.getElementById(wanted);
      if (kind === "link") picked = cy.edges().filter((edge) => edge.data("ref") === wanted);
      if (kind === "event" || kind === "incident") {
        const involved = cy.nodes().filter((node) => focus.includes(node.id()));
        if (involved.length) cy.elements().difference(involved.union(involved.edgesWith(involved))).addClass("far");
        return;
      }
      if (!picked.length) return;
      picked.addClass("chosen");
      const near = kind === "link" ? picked.union(picked.connectedNodes()) : picked.closedNeighborhood();
      cy.elements().difference(near).addClass("far");
    });
  };

  window.dash_clientside.dateline.chartDrawn = (elements, sheet, state, focus) => {
    setTimeout(() => {
      const cy = find();
      if (!cy) return;
      if (bound !== cy) bind(cy);
      const now = (elements || []).map((one) => one.data.id).sort().join();
      if (now !== drawn) { drawn = now; cy.resize(); fit(cy); }
      choose(cy, state, focus || []);
      cullSoon(cy);
    }, 30);
  };
})();
