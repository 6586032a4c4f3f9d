// A pupil's phone on a class board: it asks for one digit after another, and each is drawn, sent and forgotten here. All of it
// goes on without a connection: what is sent waits in an outbox in localStorage, and is sent one after the other, again and
// again, until the server says that it has it or will never take it. The server knows a drawing by its id, so twice is once.
// It is asked over HTTP, one thing at a time, and each answer says how the board is as well.

const STORED = "digitapp.board.";
const HOURS = 24; // that a board lives: what is kept here of an older one is deleted
const TICK = 1000; // ms
const AGAIN = 8000; // ms until what has no answer is asked again
const LOOK = 5000; // ms after an answer until the server is asked how the board is
const SOON = 1500; // ms in which an answer is nothing to be told of
const SILENCE = 12000; // ms without an answer: the server is out of reach
const NEAR = 0.5; // canvas units: a point nearer to the last one says nothing new
const KINDS = { touch: "finger", pen: "pen" }; // of pointers; all others are mice

const phones = new WeakMap(); // parent element -> its phone, which goes on over the runs of the script

const newId = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const a = (digit) => `${digit === 8 ? "an" : "a"} ${digit}`;
const drawings = (count) => `${count} drawing${count === 1 ? "" : "s"}`;

// What a board's phone keeps: the pupil's random id, since when, and the drawings that wait. A browser that keeps nothing has it
// as long as the page is open.
function storage(board) {
  const name = STORED + board;
  let held = { pupil: newId(), since: Date.now(), outbox: [] };
  const change = (make) => {
    held = make(load());
    try {
      localStorage.setItem(name, JSON.stringify(held));
    } catch {
      // No room, or not allowed to
    }
  };
  function load() {
    try {
      const { pupil, since, outbox } = JSON.parse(localStorage.getItem(name)) ?? held;
      if (typeof pupil === "string" && Array.isArray(outbox)) return { pupil, since, outbox };
    } catch {
      // Nothing that can be read
    }
    return held;
  }
  try {
    for (const key of Object.keys(localStorage).filter((key) => key.startsWith(STORED))) {
      if (!(JSON.parse(localStorage.getItem(key)).since > Date.now() - HOURS * 3600e3)) localStorage.removeItem(key);
    }
  } catch {
    // Another time
  }
  change((kept) => kept);
  return { load, change };
}

// The path through a pen's positions, as the Draw page's canvas makes it: between two of them a curve, by the one before.
const pathOf = (points) => [
  ["M", ...points[0]],
  ...points.slice(1).map(([x, y], place) => ["Q", ...points[place], (points[place][0] + x) / 2, (points[place][1] + y) / 2]),
  ["L", ...points.at(-1)],
];

// A square to draw on, in canvas units from 0 to `side`, with strokes that can be taken back and had back.
function paper(canvas) {
  const pen = canvas.getContext("2d");
  let look = null; // side, pen and colour
  let strokes = [];
  let stroke = null; // that is being drawn, one of `strokes`
  let past = []; // what `strokes` were, for Undo

  function paint() {
    if (!look) return;
    const scale = (canvas.width = canvas.height = Math.round(look.side * Math.max(2, devicePixelRatio))) / look.side;
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    Object.assign(pen, { lineWidth: look.pen, strokeStyle: look.ink, lineCap: "round", lineJoin: "round" });
    for (const { points } of strokes) pen.stroke(new Path2D(pathOf(points).flat().join(" ")));
  }
  const add = ({ clientX, clientY }) => {
    const box = canvas.getBoundingClientRect();
    const point = [(clientX - box.left) / box.width, (clientY - box.top) / box.height].map((part) => Math.round(part * look.side * 10) / 10);
    const last = stroke.points.at(-1);
    if (!last || Math.hypot(point[0] - last[0], point[1] - last[1]) >= NEAR) stroke.points.push(point);
  };
  const become = (others) => {
    past.push(strokes);
    strokes = others;
    paint();
  };
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button || stroke || !look) return;
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    stroke = { points: [], pointer: event.pointerId, kind: KINDS[event.pointerType] ?? "mouse" };
    add(event);
    become([...strokes, stroke]);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (stroke?.pointer !== event.pointerId) return;
    const events = event.getCoalescedEvents?.() ?? [];
    for (const one of events.length ? events : [event]) add(one);
    paint();
  });
  for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) {
    canvas.addEventListener(end, (event) => {
      if (stroke?.pointer === event.pointerId) stroke = null;
    });
  }
  return {
    set look(told) {
      look = told;
      paint();
    },
    get isEmpty() {
      return !strokes.length;
    },
    undo() {
      if (!past.length) return;
      strokes = past.pop();
      stroke = null;
      paint();
    },
    clear() {
      stroke = null;
      if (strokes.length) become([]);
    },
    // What is drawn, as the Draw page's canvas writes it, and with what; then the paper is new.
    take() {
      const objects = strokes.map(({ points }) => ({ type: "Path", path: pathOf(points) }));
      const taken = { canvas: JSON.stringify({ objects }), pointer: strokes[0].kind };
      [strokes, past, stroke] = [[], [], null];
      paint();
      return taken;
    },
  };
}

function build(parent) {
  const [stopped, ask, what, number, how, said, line, canvas, undo, clear, send, own] = ["stopped", "ask", "what", "number", "how",
    "said", "line", "canvas", "undo", "clear", "send", "own"].map((name) => parent.querySelector(name === "canvas" ? name : `.${name}`));
  const sheet = paper(canvas);
  let page = null; // what the page says: the board's code, where to ask, how to draw
  let data = null; // how the board is, as the server said last
  let store;
  let heard = Date.now(); // when the server answered last
  let asking = null; // what breaks off the question that is open
  let since = 0; // when the last one was asked
  let isMore = false; // whether there is more to ask as soon as that has its answer
  let deleted = null; // the id of an own drawing that is to be deleted
  let failures = 0; // questions without an answer, one after the other

  const isOffline = () => Date.now() - heard > SILENCE || navigator.onLine === false;
  // What is still asked, but for what waits in the outbox.
  const left = () => {
    const open = [...data.to_draw];
    for (const { digit, round } of store.load().outbox) {
      const place = open.findIndex((one) => one[0] === digit && one[1] === round);
      if (place >= 0) open.splice(place, 1);
    }
    return open;
  };

  function show() {
    if (!data.to_draw) return void (line.textContent = data.error);
    const waiting = store.load().outbox.length;
    const open = left();
    const isOver = !open.length;
    const words = data.stopped ?? (isOver ? "That was the last one. Thank you! Now look at the wall." : "");
    const hadFocus = ask.contains(parent.getRootNode().activeElement);
    ask.hidden = Boolean(words);
    stopped.hidden = !words;
    if (stopped.textContent !== words) stopped.textContent = words;
    if (hadFocus && ask.hidden) stopped.focus();
    if (!ask.hidden) {
      const [digit, round] = open[0];
      const place = `${data.total - open.length + 1} of ${data.total}`;
      if (what.textContent !== `Draw ${a(digit)}`) what.textContent = `Draw ${a(digit)}`;
      if (number.textContent !== place) number.textContent = place;
      if (how.textContent !== page.rounds[round]) how.textContent = page.rounds[round]; // what changes is read out
    }
    let news = data.error ?? "";
    if (isOffline()) news = waiting ? `Offline: ${drawings(waiting)} waiting. Go on, they are sent by themselves.` : "Offline. Go on drawing.";
    else if (waiting && !news && asking && Date.now() - since > SOON) news = `${drawings(waiting)} on the way`;
    line.classList.toggle("offline", isOffline());
    if (line.textContent !== news) line.textContent = news;
  }

  function say(sentence, verdict) {
    const large = document.createElement("b");
    large.textContent = verdict ?? "";
    said.replaceChildren(...(verdict ? [large, " "] : []), sentence);
  }

  // Ask how the board is, send the first drawing that waits, delete one.
  async function talk() {
    if (asking) return void (isMore = true);
    const { board, path } = page;
    const { pupil, outbox } = store.load();
    const question = { board, pupil, sent: outbox[0] ?? null, deleted, shows_own: own.open };
    const now = (asking = new AbortController());
    [since, isMore] = [Date.now(), false];
    const timer = setTimeout(() => now.abort(), AGAIN);
    try {
      const asked = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(question), signal: now.signal };
      const answer = await fetch(new URL(path.slice(1), location.href), asked);
      if (!answer.ok) throw answer;
      hear(await answer.json(), question);
      [heard, failures] = [Date.now(), 0];
    } catch {
      failures += 1;
    } finally {
      clearTimeout(timer);
      asking = null;
    }
    if (page.board !== board) return talk();
    if (data) show();
    if (!failures && !data?.error && (isMore || store.load().outbox.length)) talk();
  }

  function hear(told, question) {
    data = { ...data, ...told };
    if (deleted === question.deleted) deleted = null;
    if (told.done) answered({ ...question.sent, ...told.done });
    if (told.count !== undefined) showOwn(told);
  }

  function answered({ client, digit, words, verdict }) {
    store.change((kept) => ({ ...kept, outbox: kept.outbox.filter((one) => one.client !== client) }));
    say(verdict === null ? `Your ${digit} was not kept. ${words}` : words, verdict);
  }

  // The pupil's own drawings, once there were any; after one was deleted the keyboard goes on at the one in its place.
  function showOwn({ count, own: pictures }) {
    const [summary, list] = own.children;
    const focused = [...list.querySelectorAll("button")].indexOf(parent.getRootNode().activeElement);
    own.hidden &&= !count;
    if (summary.textContent !== `My drawings (${count})`) summary.textContent = `My drawings (${count})`;
    if (pictures === null || list.innerHTML === pictures) return;
    list.innerHTML = pictures;
    const buttons = [...list.querySelectorAll("button")];
    if (focused >= 0) (buttons[focused] ?? buttons.at(-1) ?? list.querySelector("[tabindex]"))?.focus();
  }

  undo.addEventListener("click", () => sheet.undo());
  clear.addEventListener("click", () => sheet.clear());
  send.addEventListener("click", ({ detail }) => {
    if (detail > 1) return; // a double click is one
    const [next] = left();
    if (!next) return;
    if (sheet.isEmpty) return say(`Nothing drawn yet: draw ${a(next[0])} in the box.`);
    const drawing = { client: newId(), digit: next[0], round: next[1], ...sheet.take() };
    store.change((kept) => ({ ...kept, outbox: [...kept.outbox, drawing] }));
    say("");
    show();
    talk();
  });
  own.addEventListener("toggle", () => own.open && talk());
  own.addEventListener("click", ({ target }) => {
    deleted = target.dataset.client ?? deleted;
    if (deleted) talk();
  });

  return {
    open(told) {
      if (page?.board === told.board) return;
      asking?.abort();
      [page, data, store, deleted] = [told, null, storage(told.board), null];
      sheet.look = told.look;
      say("");
      talk();
    },
    timer: setInterval(() => {
      if (data) show();
      if (asking || Date.now() - since < Math.min(AGAIN, TICK * 2 ** failures)) return;
      if (!data || deleted || store.load().outbox.length || Date.now() - heard > LOOK) talk();
    }, TICK),
  };
}

export default function ({ data, parentElement }) {
  if (!phones.has(parentElement)) phones.set(parentElement, build(parentElement));
  const phone = phones.get(parentElement);
  phone.open(data);
  return () => {
    clearInterval(phone.timer);
    phones.delete(parentElement);
  };
}
