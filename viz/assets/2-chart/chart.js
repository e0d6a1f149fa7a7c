/* What the link chart does by itself: selection, hover, zoom, and a picture that stays where it is. */
(function () {
  const { dateline } = window;
  const chart = () => document.getElementById("chart");
  const find = () => {
    const box = chart();
    if (!box) return null;
    return box._cyreg?.cy || [...box.querySelectorAll("div")].map((one) => one._cyreg?.cy).find(Boolean) || null;
  };
  const stage = () => chart().parentElement;
  const quiet = matchMedia("(prefers-reduced-motion: reduce)");
  let bound = null;
  let drawn = "";
  let shown = ""; /* the state as it was last drawn */
  let picked = null; /* chosen faster than the server answers */

  const chosenIn = (state) => {
    const [, kind, ref] = /[?&]sel=([a-z]+)%3A([^&]*)/.exec(state || "") || [];
    return { kind: kind || "", ref: decodeURIComponent(ref || "") };
  };
  const chosen = () => {
    const { kind, ref } = chosenIn(shown);
    return picked || (["entity", "entities"].includes(kind) ? ref.split("~") : []);
  };
  const select = (ids) => {
    picked = ids;
    if (!ids.length) dateline.send({ do: "deselect" });
    else dateline.send({ do: "select", kind: ids.length > 1 ? "entities" : "entity", ref: ids.join("~") });
  };

  /* small networks are not blown up to fill the pane */
  const MOST = 1.6;
  /* the actions lie on the pane, and labels reach beyond their nodes: the picture keeps clear of both */
  const room = () => ({ side: 46, top: (stage().querySelector(".chart-actions")?.offsetHeight || 0) + 20, bottom: 46 });
  let fitted = true; /* until the reader has moved it */
  const fit = (cy, smooth = false) => {
    fitted = true;
    const box = cy.nodes().boundingBox({ includeLabels: false });
    const { side, top, bottom } = room();
    const width = cy.width() - 2 * side;
    const height = cy.height() - top - bottom;
    cy.stop(true);
    if (!cy.nodes().length || width < 60 || height < 60) { cy.fit(undefined, 30); return; }
    const zoom = Math.min(width / Math.max(box.w, 1), height / Math.max(box.h, 1), MOST);
    const to = { zoom, pan: { x: side + width / 2 - zoom * (box.x1 + box.x2) / 2, y: top + height / 2 - zoom * (box.y1 + box.y2) / 2 } };
    if (smooth && !quiet.matches) cy.animate(to, { duration: 240, easing: "ease-in-out-cubic" });
    else cy.viewport(to);
  };
  /* a picture that is all in sight and not lost in the pane stays where it is when it changes */
  const isSeen = (cy) => {
    const box = cy.nodes().renderedBoundingBox({ includeLabels: false });
    const inside = box.x1 > 4 && box.y1 > 30 && box.x2 < cy.width() - 4 && box.y2 < cy.height() - 10;
    return inside && Math.max(box.w / cy.width(), box.h / cy.height()) > 0.42;
  };
  const zoom = (by) => {
    if (dateline.overview?.isOpen()) { dateline.overview.zoom(by); return; }
    const cy = find();
    fitted = false;
    cy?.zoom({ level: cy.zoom() * by, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
  };
  const savePicture = () => {
    const cy = find();
    const save = (href) => {
      const link = document.createElement("a");
      link.href = href;
      link.download = "chart.png";
      link.click();
    };
    if (dateline.overview?.isOpen()) { save(dateline.overview.picture()); return; }
    if (!cy) return;
    const image = new Image();
    image.onload = () => {
      const canvas = document.createElement("canvas");
      canvas.width = image.width; canvas.height = image.height;
      const pen = canvas.getContext("2d");
      pen.fillStyle = getComputedStyle(document.body).getPropertyValue("--surface");
      pen.fillRect(0, 0, canvas.width, canvas.height);
      const box = cy.elements().boundingBox();
      pen.setTransform(2, 0, 0, 2, -2 * box.x1, -2 * box.y1);
      dateline.paintGroups(pen, cy);
      pen.resetTransform();
      pen.drawImage(image, 0, 0);
      save(canvas.toDataURL());
    };
    image.src = cy.png({ full: true, scale: 2 });
  };
  Object.assign(dateline, {
    chart: find, chosen, chosenIn, select, stage, zoom, savePicture,
    fit: () => { const cy = find(); if (dateline.overview?.isOpen()) dateline.overview.fit(); else if (cy) fit(cy); },
  });

  const hint = (cy) => {
    const box = document.createElement("div");
    box.className = "chart-hint";
    box.hidden = true;
    stage().append(box);
    cy.on("mouseover", "node, edge", (event) => {
      event.target.addClass("hover");
      box.textContent = event.target.data("hint");
      box.hidden = false;
      chart().style.cursor = "pointer";
    });
    cy.on("mousemove", (event) => {
      box.style.left = Math.max(4, Math.min(event.renderedPosition.x + 14, cy.width() - box.offsetWidth - 6)) + "px";
      box.style.top = Math.min(event.renderedPosition.y + 14, cy.height() - box.offsetHeight - 6) + "px";
    });
    cy.on("mouseout", "node, edge", (event) => { event.target.removeClass("hover"); box.hidden = true; chart().style.cursor = ""; });
    cy.on("remove", () => { box.hidden = true; });
  };

  /* the shape of the pane, told to the server, which draws the picture out to it */
  let told = 0;
  let telling = 0;
  const shape = () => {
    clearTimeout(telling);
    telling = setTimeout(() => {
      const [width, height] = [stage().clientWidth - 92, stage().clientHeight - 86]; /* as if nothing were selected */
      if (width < 60 || height < 60) return;
      const now = Math.round((width / height) * 5) / 5;
      if (now === told) return;
      told = now;
      window.dash_clientside.set_props("chart-shape", { data: now });
    }, told ? 160 : 0);
  };

  const bind = (cy) => {
    bound = cy;
    hint(cy);
    cy.on("tap", "node", (event) => {
      const id = event.target.id();
      if (dateline.connecting?.()) { dateline.connectTo(id); return; }
      const have = chosen();
      if (!event.originalEvent?.shiftKey) select([id]);
      else select(have.includes(id) ? have.filter((one) => one !== id) : [...have, id]);
    });
    cy.on("dbltap", "node", (event) => { if (!event.originalEvent?.shiftKey) dateline.send({ do: "expand", ref: event.target.id() }); });
    cy.on("tap", "edge", (event) => dateline.send({ do: "select", kind: "link", ref: event.target.data("ref") }));
    cy.on("tap", (event) => { if (event.target === cy && !dateline.connecting?.()) select([]); });
    let boxed = 0;
    cy.on("boxstart", () => cy.elements().unselect());
    cy.on("boxselect", "node", () => {
      clearTimeout(boxed);
      boxed = setTimeout(() => {
        const ids = cy.nodes(":selected").map((node) => node.id()).slice(0, 60);
        cy.elements().unselect();
        if (ids.length) select(ids);
      }, 40);
    });
    cy.on("cxttap", "node", (event) => dateline.openMenu(event.target.id(), event.renderedPosition));
    cy.on("dragfree", "node", (event) => dateline.pin([event.target]));
    cy.on("zoom pan dragfree", () => dateline.labelSoon(cy));
    cy.on("dragpan scrollzoom pinchzoom", () => { fitted = false; });
    dateline.bindGroups(cy);
    new ResizeObserver(() => { if (!cy.destroyed()) { cy.resize(); if (fitted) fit(cy); shape(); } }).observe(stage());
  };

  const mark = (cy, focus) => {
    const { kind, ref } = chosenIn(shown);
    const wanted = ref.split("~");
    cy.batch(() => {
      cy.elements().removeClass("chosen far");
      if (!kind) return;
      let bright = cy.collection();
      if (kind === "entity" || kind === "entities" || kind === "path") {
        const nodes = cy.nodes().filter((node) => wanted.includes(node.id()));
        nodes.addClass("chosen");
        if (kind === "entity") bright = nodes.closedNeighborhood();
        if (kind === "entities") bright = nodes.union(nodes.edgesWith(nodes));
        if (kind === "path") bright = nodes.union(cy.elements(".onpath"));
      } else if (kind === "link") {
        const edges = cy.edges().filter((edge) => edge.data("ref") === ref);
        edges.addClass("chosen");
        bright = edges.union(edges.connectedNodes());
      } else if (kind === "event" || kind === "incident") {
        const involved = cy.nodes().filter((node) => focus.includes(node.id()));
        bright = involved.union(involved.edgesWith(involved));
      }
      if (bright.length) cy.elements().difference(bright).addClass("far");
    });
    stage().querySelector(".chart-groups")?.classList.toggle("far", cy.elements(".far").length > 0);
  };

  /* brings a node to the middle and makes it pulse; what is not there yet is awaited */
  let wanted = "";
  const goTo = (id) => {
    wanted = id;
    const cy = find();
    const node = cy?.getElementById(id);
    if (dateline.overview?.isOpen()) { wanted = ""; dateline.overview.goTo(id); return; }
    if (!node?.length) return;
    wanted = "";
    cy.stop(true);
    fitted = false;
    const zoom = Math.max(cy.zoom(), 0.9);
    const { x, y } = node.position();
    const to = { zoom, pan: { x: cy.width() / 2 - x * zoom, y: cy.height() / 2 - y * zoom } };
    cy.animate(to, { duration: quiet.matches ? 0 : 260 });
    if (quiet.matches) return;
    const style = { "underlay-color": getComputedStyle(document.body).getPropertyValue("--focus").trim() };
    const pulse = (left) => {
      if (node.removed() || !left) { node.removeStyle("underlay-color underlay-opacity underlay-padding"); return; }
      node.style({ ...style, "underlay-opacity": 0.5, "underlay-padding": 2 });
      node.animate({ style: { "underlay-opacity": 0, "underlay-padding": 34 } }, { duration: 620, complete: () => pulse(left - 1) });
    };
    pulse(2);
  };
  dateline.goTo = goTo;

  window.dash_clientside.dateline.chartDrawn = (elements, sheet, state, focus) => {
    shown = state || "";
    picked = null;
    setTimeout(() => {
      const cy = find();
      if (!cy) return;
      if (bound !== cy) bind(cy);
      const now = (elements || []).map((one) => one.data.id).sort().join();
      if (now !== drawn) {
        const first = !drawn;
        drawn = now;
        cy.resize();
        if (first || fitted || !isSeen(cy)) fit(cy, !first);
      } else if (fitted) fit(cy, true);
      mark(cy, focus || []);
      dateline.labelSoon(cy);
      if (wanted) goTo(wanted);
    }, 30);
  };
})();
