// Keeps texts in this tab's sessionStorage, or in localStorage, which lasts and is the same for all tabs. What is there from
// another session of the server (the page was reloaded, or the server restarted) is given back before anything is written.

const PREFIX = "digitapp.";

function keep({ session, mark, restored, most, values, is_lasting }, setTriggerValue) {
  const storage = is_lasting ? localStorage : sessionStorage;
  const names = Object.keys(values).filter((name) => storage.getItem(PREFIX + name) !== null);
  if (names.length && !restored && storage.getItem(PREFIX + mark) !== session) {
    const stored = names.map((name) => [name, storage.getItem(PREFIX + name)]);
    // A text that is too long is only named: the server then leaves it alone.
    setTriggerValue("stored", Object.fromEntries(stored.map(([name, text]) => [name, text.length <= most ? text : null])));
    return;
  }
  storage.setItem(PREFIX + mark, session);
  for (const [name, text] of Object.entries(values)) storage.setItem(PREFIX + name, text);
}

export default function ({ data, setTriggerValue }) {
  const attempt = (values) => {
    try {
      keep({ ...data, values }, setTriggerValue);
    } catch {
      // A browser that keeps nothing, or has no room left: the visit lives as long as the page does.
    }
  };
  attempt(data.values);
  if (!data.isTold) return;
  const hear = () => window.digitappTold?.tab && attempt(window.digitappTold.tab);
  window.addEventListener("digitapp-told", hear);
  return () => window.removeEventListener("digitapp-told", hear);
}
