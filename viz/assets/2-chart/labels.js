/* Labels in the order of weight, each below, beside or above its node, wherever it lies on nothing. The
   heaviest always have one, in the place where it covers least; of the others, one without room is hidden
   until there is. */
(function () {
  const { dateline } = window;
  const ALWAYS = 12;
  const EDGES_FROM = 0.8; /* the zoom from which links have labels */
  const WRAP = 9.4; /* letters' heights that a line of a label may be long */
  const PLACES = ["", "at-right", "at-left", "at-top", "at-se", "at-sw", "at-ne", "at-nw"];
  const pen = document.createElement("canvas").getContext("2d");
  const family = getComputedStyle(document.documentElement).getPropertyValue("--sans");
  const measured = new Map();
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
  const boxAt = (place, p, r, w, h) => {
    const x = { "at-right": p.x + r + 4, "at-left": p.x - r - 4 - w, "at-se": p.x + r * 0.8, "at-ne": p.x + r * 0.8, "at-sw": p.x - r * 0.8 - w, "at-nw": p.x - r * 0.8 - w }[place] ?? p.x - w / 2;
    const y = { "at-right": p.y - h / 2, "at-left": p.y - h / 2, "at-top": p.y - r - 3 - h, "at-ne": p.y - r * 0.8 - h, "at-nw": p.y - r * 0.8 - h, "at-se": p.y + r * 0.8, "at-sw": p.y + r * 0.8 }[place] ?? p.y + r + 3;
    return { x1: x, x2: x + w, y1: y, y2: y + h };
  };
  const shared = (a, b) => Math.max(0, Math.min(a.x2, b.x2) - Math.max(a.x1, b.x1)) * Math.max(0, Math.min(a.y2, b.y2) - Math.max(a.y1, b.y1));

  const label = (cy) => {
    const zoom = cy.zoom();
    const font = zoom > 1.1 ? 13.75 / zoom : Math.max(12.5, 11.5 / zoom); /* never larger than the page's own words */
    const size = font * zoom;
    const [width, height] = [cy.width(), cy.height()];
    const taken = [];
    const free = (box) => taken.every((t) => t.id === box.id || box.x2 < t.x1 || box.x1 > t.x2 || box.y2 < t.y1 || box.y1 > t.y2);
    const covers = (box) => taken.reduce((sum, t) => sum + (t.id === box.id ? 0 : shared(box, t) * (t.id ? 1 : 3)), 0);
    const inside = (box) => box.x1 > 0 && box.y1 > 0 && box.x2 < width && box.y2 < height;
    const seen = (box) => box.x2 > 0 && box.y2 > 0 && box.x1 < width && box.y1 < height;
    cy.batch(() => {
      cy.nodes().forEach((node) => {
        const p = node.renderedPosition();
        const r = (node.width() * zoom) / 2 - 1;
        taken.push({ id: node.id(), x1: p.x - r, x2: p.x + r, y1: p.y - r, y2: p.y + r });
      });
      const first = (a, b) => b.hasClass("chosen") - a.hasClass("chosen") || b.hasClass("onpath") - a.hasClass("onpath") || a.hasClass("far") - b.hasClass("far") || b.data("rank") - a.data("rank");
      let given = 0;
      cy.nodes().sort(first).forEach((node) => {
        const text = measure(String(node.data("label")));
        const p = node.renderedPosition();
        const r = (node.width() * zoom) / 2;
        const boxes = PLACES.map((place) => ({ id: node.id(), place, ...boxAt(place, p, r, text.width * size, text.lines * size * 1.12) }));
        const must = (given < ALWAYS && !node.hasClass("far")) || node.hasClass("chosen") || node.hasClass("onpath");
        const within = boxes.filter(inside);
        const least = () => (within.length ? within : boxes.slice(0, 1)).reduce((a, b) => (covers(b) < covers(a) ? b : a));
        const best = within.find(free) || (must ? least() : null);
        if (best && seen(best)) { taken.push({ ...best, id: null }); given += 1; }
        const now = best ? best.place : "mute";
        const before = PLACES.slice(1).concat("mute").find((place) => node.hasClass(place)) || "";
        if (now === before) return;
        if (before) node.removeClass(before);
        if (now) node.addClass(now);
      });
      if (zoom <= EDGES_FROM) cy.edges(".shown").removeClass("shown");
      else cy.edges().sort((a, b) => b.data("rank") - a.data("rank")).forEach((edge) => {
        const m = edge.renderedMidpoint();
        const half = String(edge.data("label")).length * 2.9 * Math.max(zoom, 1);
        const [a, b] = [edge.source().renderedPosition(), edge.target().renderedPosition()];
        const box = { x1: m.x - half, x2: m.x + half, y1: m.y - 8, y2: m.y + 8 };
        const fits = Math.hypot(a.x - b.x, a.y - b.y) > 2 * half + 50 && seen(box) && free(box);
        if (fits) taken.push(box);
        if (fits !== edge.hasClass("shown")) edge.toggleClass("shown", fits);
      });
      /* setting a style draws all labels anew, so it is done where the size has changed to the eye */
      const odd = cy.nodes().filter((node) => Math.abs((node.scratch("_font") || 12.5) - font) > 0.02 * font);
      odd.forEach((node) => node.scratch("_font", font));
      odd.style({ "font-size": font, "text-max-width": `${WRAP * font}px` });
    });
  };
  let waiting = 0;
  let pressed = false; /* while the picture is dragged its labels stay as they are */
  document.addEventListener("pointerdown", () => { pressed = true; }, true);
  document.addEventListener("pointerup", () => { pressed = false; }, true);
  const labelSoon = (cy) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      if (cy.destroyed()) return;
      if (pressed) labelSoon(cy);
      else label(cy);
    }, 110);
  };
  dateline.labelSoon = labelSoon;
})();
