/* The strip of reports by day: its bars, the handle of the as-of date, and playing the story forward. */
(function () {
  const { dateline } = window;
  const DAY = 86400000;
  const SPEEDS = [["½×", 2400], ["1×", 1200], ["2×", 600], ["4×", 250]];
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let data = { days: [], first: 0, last: 0, bars: [] };
  let drawn = "";
  let speed = 1;
  let playing = false;
  let wanted = null; /* the as-of date to show next; "" is all reports */
  let pumping = null;

  const known = () => new URLSearchParams(location.search).get("asof") || "";
  const slider = () => document.querySelector("#reports-at input");
  const iso = (ms) => new Date(ms).toISOString().slice(0, 10);
  const length = () => Math.round((data.last - data.first) / DAY);
  const valueOf = (day) => (day ? Math.min(Math.max(Math.round((Date.parse(day) - data.first) / DAY) + 1, 1), length()) : length());
  const dayOf = (value) => (Number(value) >= length() ? "" : iso(data.first + (Math.max(Number(value), 1) - 1) * DAY));
  const say = (day) => (day ? new Date(day).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }) : "All reports");
  const pause = (ms) => new Promise((done) => { setTimeout(done, ms); });

  const part = (tag, css, place = {}) => {
    const one = document.createElement(tag);
    one.className = css;
    Object.assign(one.style, place);
    return one;
  };
  const percent = (share) => `${share * 100}%`;

  /* where the handle is, and what it says */
  const show = (day) => {
    const box = slider();
    if (!box) return;
    const share = data.last > data.first ? valueOf(day) / length() : 1;
    if (document.activeElement !== box || Number(box.value) !== valueOf(day)) box.value = valueOf(day);
    box.setAttribute("aria-valuetext", say(day));
    const axis = box.parentElement;
    axis.querySelector(".later").style.left = percent(share);
    const label = axis.querySelector(".at");
    label.textContent = day ? say(day) : "";
    label.classList.toggle("left", share > 0.5);
    Object.assign(label.style, share > 0.5 ? { right: percent(1 - share), left: "" } : { left: percent(share), right: "" });
  };

  const draw = () => {
    const axis = dateline.byId("reports-at");
    const bars = part("div", "bars");
    for (const [from, to, tall] of data.bars) {
      bars.append(part("span", "", { left: percent(from), width: percent(to - from), height: percent(Math.max(tall, 0.06)) }));
    }
    const box = part("input", "");
    Object.assign(box, { type: "range", min: 0, max: Math.max(length(), 1), step: 1, value: length() });
    box.setAttribute("aria-label", "As reported up to");
    const [from, to] = [part("span", "end from"), part("span", "end to")];
    from.textContent = say(iso(data.first));
    to.textContent = say(iso(data.last - DAY));
    axis.replaceChildren(...(data.days.length ? [bars, part("div", "later"), part("span", "at"), box, from, to] : []));
    for (const tool of document.querySelectorAll("[data-play]")) tool.disabled = data.days.length < 2;
  };

  /* All views show the date that was asked for. What changed on the day may come later. */
  const settled = (day) => known() === day && !document.body.classList.contains("busy")
    && ![...document.querySelectorAll('[data-dash-is-loading="true"]')].some((one) => one.id !== "reports-said");

  /* One date at a time: the next is asked for when the last is drawn, and only the latest of those wanted. */
  const pump = async () => {
    while (wanted !== null) {
      const day = wanted;
      wanted = null;
      if (day === known()) continue;
      dateline.send({ do: "as_of", day });
      const until = Date.now() + 10000;
      let calm = 0;
      while (calm < 2 && Date.now() < until) {
        await pause(40);
        calm = settled(day) ? calm + 1 : 0;
      }
    }
  };
  const ask = (day) => {
    wanted = day;
    show(day);
    pumping = pumping || pump().finally(() => { pumping = null; });
    return pumping;
  };

  const days = () => data.days.map(([day]) => day);
  /* on the last day all of it is out, so that day is "" */
  const end = () => days()[days().length - 1];
  const after = (day) => { const next = day ? days().find((one) => one > day) : ""; return next && next !== end() ? next : ""; };
  const before = (day) => days().filter((one) => one < (day || end())).pop() || days()[0];

  const mark = () => {
    const tool = document.querySelector('[data-play="play"]');
    tool.textContent = playing ? "❚❚" : "▶";
    tool.setAttribute("aria-label", playing ? "Pause (Space)" : "Play the story forward, report by report (Space)");
    tool.title = tool.getAttribute("aria-label");
  };
  const play = async () => {
    if (playing) { playing = false; mark(); return; }
    playing = true;
    mark();
    let day = known() ? after(known()) : days()[0];
    while (playing) {
      const began = Date.now();
      await ask(day);
      if (!known()) break;
      await pause(Math.max(0, (still.matches ? SPEEDS[0][1] : SPEEDS[speed][1]) - (Date.now() - began)));
      if (!playing || !known()) break;
      day = after(known());
    }
    playing = false;
    mark();
  };
  const stop = () => { playing = false; mark(); };
  const tools = {
    play,
    "play-on": () => { stop(); if (known()) ask(after(known())); },
    "play-back": () => { stop(); ask(before(known())); },
    "play-speed": (tool) => { speed = (speed + 1) % SPEEDS.length; tool.textContent = SPEEDS[speed][0]; },
  };

  document.addEventListener("click", (event) => {
    const tool = event.target.closest("[data-play]");
    if (tool) tools[tool.dataset.play](tool);
  });
  let resting = 0;
  document.addEventListener("input", (event) => {
    if (event.target !== slider()) return;
    stop();
    const day = dayOf(event.target.value);
    show(day);
    clearTimeout(resting);
    resting = setTimeout(() => ask(day), 120);
  });
  document.addEventListener("keydown", (event) => {
    if (event.target !== slider()) return;
    if (event.key === " ") { event.preventDefault(); play(); return; }
    const steps = { ArrowRight: "play-on", ArrowUp: "play-on", ArrowLeft: "play-back", ArrowDown: "play-back" };
    if (!steps[event.key] || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const now = wanted === null ? dayOf(slider().value) : wanted;
    stop();
    ask(steps[event.key] === "play-on" ? after(now) : before(now));
  });

  window.dash_clientside.dateline.reportsDrawn = (sent) => {
    if (!sent) return;
    const now = JSON.stringify(sent);
    if (now !== drawn) { drawn = now; data = sent; draw(); }
    if (wanted === null) show(known());
  };
})();
