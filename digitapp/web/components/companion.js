// Stands beside the drawing canvas and does what the package leaves undone:
// - puts its hover toolbar out of reach (invisible, it still took taps, and its bin erased drawings);
// - names the canvas for screen readers;
// - sends a stroke as soon as the pen is lifted, not 200 ms later.
// Without it everything else still works.

const SEND = 'button[aria-label^="Update the app"], button[title^="Update the app"]';
const HIDE_TOOLBAR = new CSSStyleSheet();
HIDE_TOOLBAR.replaceSync(".dc-toolbar { display: none !important }");

// How often it looks for a canvas that is not there yet, and how many ms apart. (A MutationObserver is not told of a shadow root.)
const LOOKS = 300;
const PAUSE = 200;

const companions = new WeakMap(); // parent element -> what is to be taken down with it

const isCanvas = (node) => node.classList?.contains("upper-canvas");

// The shadow roots in the canvas's place; one of them is the canvas's, as soon as the package has been loaded.
const roots = () => [...document.querySelectorAll(".st-key-draw-canvas *")].map((element) => element.shadowRoot).filter(Boolean);

function treat(label) {
  const root = roots().find((root) => root.querySelector(".canvas-root"));
  const canvas = root?.querySelector("canvas.upper-canvas");
  if (root && !root.adoptedStyleSheets.includes(HIDE_TOOLBAR)) root.adoptedStyleSheets.push(HIDE_TOOLBAR);
  canvas?.setAttribute("role", "img");
  canvas?.setAttribute("aria-label", label);
  return Boolean(canvas);
}

function start() {
  let timer = null;
  const companion = {
    // The canvas may be another one than before; on a slow network it comes late.
    look(label, times = LOOKS) {
      clearTimeout(timer);
      if (!treat(label) && times) timer = setTimeout(() => companion.look(label, times - 1), PAUSE);
    },
  };
  let drawnOn = null;
  const down = (event) => (drawnOn = event.composedPath().find(isCanvas) ?? null);
  const up = () => {
    const root = drawnOn?.getRootNode();
    drawnOn = null;
    // After this event, in which the canvas closes the path.
    if (root) setTimeout(() => root.querySelector(SEND)?.click());
  };
  document.addEventListener("pointerdown", down, true);
  document.addEventListener("pointerup", up, true);
  companion.stop = () => {
    clearTimeout(timer);
    document.removeEventListener("pointerdown", down, true);
    document.removeEventListener("pointerup", up, true);
  };
  return companion;
}

export default function ({ data, parentElement }) {
  if (!companions.has(parentElement)) companions.set(parentElement, start());
  companions.get(parentElement).look(data.label);
  return () => {
    companions.get(parentElement)?.stop();
    companions.delete(parentElement);
  };
}
