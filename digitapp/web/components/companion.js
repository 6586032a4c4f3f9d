// Stands beside the drawing canvas and does what the package leaves undone:
// - puts its hover toolbar out of reach (invisible, it still took taps, and its bin erased drawings);
// - names the canvas for screen readers, and lets it fill its square;
// - sends a stroke as soon as the pen is lifted, not 200 ms later, and while it is drawn what there is of it;
// - brings the canvas into view when another drawing is put on it;
// - undoes and clears at once, in the browser; where only the server can, holds the pen until it has.
// Without it everything else still works.

const [SEND, UNDO, CLEAR] = ["Update the app", "Undo", "Reset canvas"].map((name) => `button[aria-label^="${name}"]`);
const LOOK = new CSSStyleSheet();
LOOK.replaceSync(`.dc-toolbar { display: none !important }
  .dc-root { width: 100%; max-width: none }
  .dc-container { width: 100% !important; height: auto !important; aspect-ratio: 1 }
  .canvas-container { position: absolute !important; inset: 0 }
  .canvas-container, .dc-container canvas { width: 100% !important; height: 100% !important }`);

// How often it looks for a canvas that is not there yet, and how many ms apart. (A MutationObserver is not told of a shadow root.)
const LOOKS = 300;
const PAUSE = 200;
// While the pen is down: ms between two messages at least, and where the server is busy; and what an answer may take, or there is
// none until one is quicker.
const EVERY = 200;
const SELDOM = 2000;
const QUICK = 150;
const PATIENCE = 5000; // ms that a held pen waits for the server

const PLACE = ".st-key-draw-canvas";
const companions = new WeakMap(); // parent element -> its companion

const isCanvas = (node) => node.classList?.contains("upper-canvas");

// The canvas's shadow root, as soon as the package has been loaded.
const root = () =>
  [...document.querySelectorAll(`${PLACE} *`)].map((element) => element.shadowRoot).find((root) => root?.querySelector(".canvas-root"));

// How many of the canvas's pixels are dark.
function inkOf(root) {
  const canvas = root.querySelector("canvas.dc-canvas.lower-canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let dark = 0;
  for (let place = 0; place < data.length; place += 4) dark += data[place] < 128 && data[place + 3] > 0;
  return dark;
}

function treat(label) {
  const found = root();
  const canvas = found?.querySelector("canvas.upper-canvas");
  if (found && !found.adoptedStyleSheets.includes(LOOK)) found.adoptedStyleSheets.push(LOOK);
  canvas?.setAttribute("role", "img");
  canvas?.setAttribute("aria-label", label);
  return Boolean(canvas);
}

function start() {
  let label, side, clear; // what the canvas is called and its side, and what tells the server of Clear
  let told = { isBlank: true }; // what the server said last
  let timer = null; // until it looks for a canvas again
  let stroke = null; // that is being drawn: its canvas, number and points
  let next = null; // timer of the next message about it
  let sent = null; // when something was sent that has no answer yet
  let isQuick = true; // the last answer was
  let held = null; // events of a pen that waits for another drawing on the canvas

  const show = (isBlank) => document.querySelector(PLACE)?.toggleAttribute("data-drawn", !isBlank);

  const send = () => {
    next = null;
    if (!stroke?.isNew || !isQuick || !window.digitappWrite) return;
    if (sent !== null) return; // as soon as it is answered
    stroke.isNew = false;
    stroke.told = sent = performance.now();
    window.digitappWrite({ stroke: stroke.number, points: stroke.points });
  };
  const plan = () => {
    const due = told.isBusy ? Math.max(stroke.began, stroke.told) + SELDOM : stroke.told + EVERY;
    next ??= setTimeout(send, Math.max(0, due - performance.now()));
  };

  const point = ({ clientX, clientY }) => {
    const box = stroke.canvas.getBoundingClientRect();
    const places = [(clientX - box.left) / box.width, (clientY - box.top) / box.height];
    stroke.points.push(places.map((place) => Math.round(10 * side * place) / 10));
  };
  // Only what a pen does that came down on the canvas: everything else on the page goes on.
  const hold = (event) => {
    if (!held || !event.isTrusted) return false;
    if (/down$|start$/.test(event.type)) held.isDown = event.composedPath().includes(held.canvas);
    if (!held.isDown) return false;
    if (/^(mouseup|touchend)$/.test(event.type)) held.isDown = false;
    event.stopImmediatePropagation();
    held.events.push(event);
    return true;
  };
  const release = () => {
    const { canvas, events, patience } = held ?? {};
    held = null;
    clearTimeout(patience);
    for (const event of events ?? []) canvas.dispatchEvent(new event.constructor(event.type, event));
  };
  // The other drawing is there when the canvas shows it: what the server says may come sooner.
  const wait = () => {
    const found = root();
    if (held && found && inkOf(found) === held.ink) requestAnimationFrame(wait);
    else release();
  };

  const listeners = {
    pointerdown(event) {
      if (hold(event)) return;
      const canvas = event.composedPath().find(isCanvas);
      if (!canvas || event.button || stroke) return;
      clearTimeout(next);
      next = null;
      stroke = { canvas, number: Math.random(), points: [], began: performance.now(), told: -EVERY, pointer: event.pointerId };
      point(event);
      show(false);
    },
    pointermove(event) {
      if (hold(event) || stroke?.pointer !== event.pointerId) return;
      point(event);
      stroke.isNew = true;
      if (isQuick && sent === null) plan();
    },
    pointerup(event) {
      if (hold(event)) return;
      const from = stroke?.canvas.getRootNode();
      stroke = null;
      if (!from) return;
      // After this event, in which the canvas closes the path.
      setTimeout(() => {
        sent = performance.now();
        from.querySelector(SEND)?.click();
      });
    },
    pointercancel: () => (stroke = null),
    click(event) {
      const button = event.target.closest?.(".st-key-draw-undo button, .st-key-draw-clear button");
      const found = button && root();
      if (!found) return;
      const isUndo = Boolean(button.closest(".st-key-draw-undo"));
      const hasUndo = !found.querySelector(UNDO)?.disabled;
      if (isUndo ? hasUndo && !told.isUndoneHere : hasUndo && told.beganBlank) {
        event.stopImmediatePropagation();
        found.querySelector(isUndo ? UNDO : CLEAR).click();
        if (!isUndo) clear();
      } else if (isUndo ? told.isReplaced : inkOf(found)) {
        held = { canvas: found.querySelector("canvas.upper-canvas"), events: [], ink: inkOf(found) };
        requestAnimationFrame(wait);
        held.patience = setTimeout(release, PATIENCE);
      }
    },
  };
  // Fabric draws by mouse and touch events.
  for (const name of ["mousedown", "mousemove", "mouseup", "touchstart", "touchmove", "touchend"]) listeners[name] = hold;
  for (const [name, listen] of Object.entries(listeners)) window.addEventListener(name, listen, { capture: true, passive: false });

  // The canvas may be another one than before; on a slow network it comes late.
  const look = (times = LOOKS) => {
    clearTimeout(timer);
    if (treat(label)) show(told.isBlank && !stroke);
    else if (times) timer = setTimeout(look, PAUSE, times - 1);
  };
  const hear = () => {
    const { paper } = told;
    told = window.digitappTold?.canvas ?? told;
    if (paper && paper !== told.paper) root()?.host.scrollIntoView({ block: "nearest" }); // a drawing was brought back
    if (sent !== null) isQuick = performance.now() - sent <= QUICK;
    sent = null;
    if (stroke?.isNew && isQuick) plan();
    look();
  };
  window.addEventListener("digitapp-told", hear);

  return {
    begin(data, setTriggerValue) {
      ({ label, side } = data);
      clear = () => setTriggerValue("cleared", true);
      look();
    },
    stop() {
      clearTimeout(timer);
      clearTimeout(next);
      window.removeEventListener("digitapp-told", hear);
      for (const [name, listen] of Object.entries(listeners)) window.removeEventListener(name, listen, { capture: true });
    },
  };
}

export default function ({ data, parentElement, setTriggerValue }) {
  if (!companions.has(parentElement)) companions.set(parentElement, start());
  companions.get(parentElement).begin(data, setTriggerValue);
  return () => {
    companions.get(parentElement)?.stop();
    companions.delete(parentElement);
  };
}
