// Streamlit 1.67 forgets a file that is chosen while the connection is lost, and waits for ever where it is lost as the server is
// asked where to send it; on a phone both happen, as the browser sleeps while its camera takes the picture. What the uploader of
// pictures still holds when the connection is back has not been read, as it begins again after each: it is given to it once more.

const PLACE = ".st-key-draw-photo";

const input = () => document.querySelector(`${PLACE} input[type=file]`);

// The camera holds a picture that was not read in the same way, and cannot even be cleared.
async function taken() {
  const picture = document.querySelector(`${PLACE} [data-testid=stCameraInput] img[src^="data:"]`);
  if (!picture) return null;
  const data = await (await fetch(picture.src)).blob();
  const files = new DataTransfer();
  files.items.add(new File([data], "photo.jpg", { type: data.type }));
  return files.files;
}

async function giveAgain() {
  const files = (await taken()) ?? input()?.files;
  if (!files?.length || !input()) return;
  input().files = files;
  input().dispatchEvent(new Event("change", { bubbles: true }));
}

function keepDropped(event) {
  if (event.target.closest?.(PLACE) && input() && event.dataTransfer?.files.length) input().files = event.dataTransfer.files;
}

export default function () {
  const app = document.querySelector(".stApp"); // beside which a popover stands, not in it
  let tries = 0;
  const look = () => {
    const { testConnectionState: state, testScriptState: script } = app.dataset;
    // As the connection is back, and once more when the page has been drawn again: only then may Streamlit know its session.
    if (state !== "CONNECTED") tries = 2;
    else if (tries && script === "notRunning") {
      tries -= 1;
      giveAgain();
    }
  };
  const watch = new MutationObserver(look);
  watch.observe(app, { attributeFilter: ["data-test-connection-state", "data-test-script-state"] });
  document.addEventListener("drop", keepDropped, true);
  return () => {
    watch.disconnect();
    document.removeEventListener("drop", keepDropped, true);
  };
}
