// Closes the dialog that Streamlit opens when the server is out of reach: it names a command that no pupil can type, and keeps
// everything else on the page from being used. It goes by the block of code in it.

const DIALOG = "[role=dialog]:has([data-testid=stErrorCodeBlock])";

export default function () {
  const close = () => document.querySelector(`${DIALOG} button[aria-label="Close"]`)?.click();
  const observer = new MutationObserver(close);
  observer.observe(document.body, { childList: true, subtree: true });
  return () => observer.disconnect();
}
