// Stands beside the drawing canvas and does what the package leaves undone:
// - puts its hover toolbar out of reach (invisible, it still took taps, and its bin erased drawings);
// - names the canvas for screen readers;
// - sends a stroke as soon as the pen is lifted, not 200 ms later.
// Without it everything else still works.

const SEND = 'button[aria-label^="Update the app"], button[title^="Update the app"]';
const HIDE_TOOLBAR = new CSSStyleSheet();
HIDE_TOOLBAR.replaceSync(".dc-toolbar { display: none !important }");

const companions = new WeakMap(); // parent element -> what is to be taken down with it

const isCanvas = (node) => node.classList?.contains("upper-canvas");

// The canvas's shadow root, and in it the element that is drawn on; either is missing until the package has made it.
function find() {
  for (const element of document.querySelectorAll(".st-key-canvas *")) {
    if (element.shadowRoot?.querySelector(".canvas-root")) {
      return { root: element.shadowRoot, canvas: element.shadowRoot.querySelector("canvas.upper-canvas") };
    }
  }
  return {};
}

function treat(label) {
  const { root, canvas } = find();
  if (root && !root.adoptedStyleSheets.includes(HIDE_TOOLBAR)) root.adoptedStyleSheets.push(HIDE_TOOLBAR);
  canvas?.setAttribute("role", "img");
  canvas?.setAttribute("aria-label", label);
  return Boolean(canvas);
}

function start() {
  const companion = {
    // The canvas may be another one than before.
    look(label) {
      cancelAnimationFrame(companion.frame);
      if (!treat(label)) companion.frame = requestAnimationFrame(() => companion.look(label));
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
    cancelAnimationFrame(companion.frame);
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
