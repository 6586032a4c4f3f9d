// Pictures to be read by a person: each is shown for some seconds, then covered, until a digit is answered. Nothing is sent until
// all are answered; then the answers are, once.

const contests = new WeakMap(); // parent element -> its contest, which goes on over the runs of the script

function build(parent) {
  const [start, play, done, frame, image, clock, progress, say, keys, back, result] =
    [".start", ".play", ".done", ".frame", "img", ".clock", ".progress", ".say", ".keys", ".back", ".result"].map((name) =>
      parent.querySelector(name));
  const withoutClock = start.querySelector("input");
  const contest = { round: null, send: () => {} };
  let pictures = [];
  let seconds = 0;
  let answers = [];
  let timer;

  const show = (element) => [start, play, done].forEach((one) => (one.hidden = one !== element));

  const cover = () => {
    clearTimeout(timer);
    frame.classList.remove("open");
    clock.classList.remove("running");
  };

  function next(isSeen) {
    cover();
    const place = answers.length;
    back.disabled = !place;
    progress.textContent = `${place + 1} of ${pictures.length}`;
    image.src = pictures[place];
    image.alt = `Picture ${place + 1}: a digit of 8 by 8 greys, to be read by eye`;
    const isTimed = !withoutClock.checked;
    say.textContent = isTimed && isSeen ? "It is covered. What was it?" : "What do you read?";
    if (isTimed && isSeen) return;
    frame.classList.add("open");
    if (!isTimed) return;
    void clock.offsetWidth; // so that the bar begins again
    clock.classList.add("running");
    timer = setTimeout(() => {
      cover();
      say.textContent = "It is covered. What was it?";
    }, seconds * 1000);
  }

  function answer(digit) {
    if (play.hidden || answers.length === pictures.length) return;
    answers.push(digit);
    if (answers.length < pictures.length) return next(false);
    cover();
    progress.textContent = `${answers.length} of ${answers.length}`;
    say.textContent = "That was the last one.";
    back.disabled = true;
    contest.send("answered", { round: contest.round, answers });
  }

  for (let digit = 0; digit < 10; digit++) {
    const key = document.createElement("button");
    key.type = "button";
    key.textContent = digit;
    key.addEventListener("click", ({ detail }) => detail > 1 || answer(digit)); // a double click is one answer
    keys.append(key);
  }
  play.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !/^[0-9]$/.test(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) answer(Number(event.key));
  });
  back.addEventListener("click", () => {
    answers.pop();
    next(true);
    if (back.disabled) play.focus();
  });
  start.querySelector(".go").addEventListener("click", () => {
    answers = [];
    show(play);
    next(false);
    play.focus({ preventScroll: true });
    play.scrollIntoView({ block: "nearest" });
  });
  done.querySelector(".again").addEventListener("click", () => contest.send("again", contest.round));

  contest.hear = (data) => {
    if (contest.round !== data.round) {
      const isAnother = contest.round !== null;
      ({ round: contest.round, pictures, seconds } = data);
      cover();
      clock.style.setProperty("--seconds", `${seconds}s`);
      show(start);
      if (isAnother) start.querySelector(".go").focus();
    }
    if (data.result === null || !done.hidden) return;
    const isAwaited = !play.hidden;
    result.textContent = data.result;
    show(done);
    if (isAwaited) result.focus();
  };
  return contest;
}

export default function ({ data, parentElement, setTriggerValue }) {
  if (!contests.has(parentElement)) contests.set(parentElement, build(parentElement));
  const contest = contests.get(parentElement);
  contest.send = setTriggerValue;
  contest.hear(data);
}
