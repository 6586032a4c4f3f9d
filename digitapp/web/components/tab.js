// Keeps texts in this tab's sessionStorage. What is there from another session of the server (the page was reloaded, or the
// server begun anew) is given back before anything is written.

const PREFIX = "digitapp.";
const SESSION = PREFIX + "session";

function keep({ session, restored, values }, setTriggerValue) {
  const earlier = sessionStorage.getItem(SESSION);
  if (earlier && earlier !== session && !restored) {
    const names = Object.keys(sessionStorage).filter((name) => name.startsWith(PREFIX) && name !== SESSION);
    setTriggerValue(
      "stored",
      Object.fromEntries(names.map((name) => [name.slice(PREFIX.length), sessionStorage.getItem(name)])),
    );
    return;
  }
  sessionStorage.setItem(SESSION, session);
  for (const [name, text] of Object.entries(values)) sessionStorage.setItem(PREFIX + name, text);
}

export default function ({ data, setTriggerValue }) {
  try {
    keep(data, setTriggerValue);
  } catch {
    // A browser that keeps nothing, or has no room left: the visit lives as long as the page does.
  }
}
