// The page itself: what happens where something is answered, turned, saved, copied, or begun anew.
const tag = () => [...crypto.getRandomValues(new Uint8Array(4))].map((one) => (one % 36).toString(36)).join("");
const remembered = kept();
let mark = /^[a-z0-9]{4}$/.test(remembered.tag) ? remembered.tag : tag();
let unsaved = false;

const list = (box, items) => {
  box.replaceChildren(
    ...items.map(([practice, said]) => {
      const link = document.createElement("a");
      link.href = `#${encodeURIComponent(practice)}`;
      link.dir = "auto";
      link.textContent = said;
      const item = document.createElement("li");
      item.append(link);
      return item;
    }),
  );
  box.parentElement.hidden = !items.length;
};

const review = (given) => {
  const open = form.questions.filter((question) => !isAnswered(question, given));
  by("page.missing").textContent = form.open[open.length];
  list(by("page.unanswered"), open.map(({ id: practice, said }) => [practice, said.open]));
  by("page.text").value = fileText(given);
  by("page.kept").textContent = keeps ? words.kept : words.lost;
  by("page.count").textContent = form.progress[form.questions.length - open.length];
  by("page.progress").value = form.questions.length - open.length;
};

// what an answer opens and closes around it
const adapt = ({ id: practice, points }) => {
  const box = by(practice);
  const is = chosen(practice);
  const between = by(`${practice}.between`);
  const low = points.indexOf(is);
  [...between.options].slice(1).forEach((option) => (option.disabled = points.indexOf(option.value) <= low));
  if (between.selectedOptions[0]?.disabled || low < 0) between.value = "";
  box.querySelector(".between").hidden = low < 0 || low === points.length - 1;
  const because = box.querySelector(".because");
  if (because) because.hidden = is !== form.beside.na;
  box.querySelector(".clear").disabled = !is;
  box.querySelector(".add").disabled = all(".piece", box).length >= form.most_evidence;
};

const changed = () => {
  form.questions.forEach(adapt);
  const given = state();
  keep({ ...given, tag: mark, one: by("page.one").checked });
  unsaved = true;
  list(by("page.needed"), []);
  by("page.said").textContent = "";
  review(given);
};

const isReady = () => {
  const missing = needed(state());
  list(by("page.needed"), missing);
  if (missing.length) by("page.said").textContent = "";
  return !missing.length;
};

by("page.save").addEventListener("click", () => {
  if (!isReady()) return;
  const name = `${form.id}-${today()}-${mark}.yaml`;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([fileText(state())], { type: "application/yaml" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  unsaved = false;
  by("page.said").textContent = words.saved.replace("{file}", () => name);
});

by("page.copy").addEventListener("click", async () => {
  if (!isReady()) return;
  by("page.text").value = fileText(state());
  try {
    await navigator.clipboard.writeText(by("page.text").value);
    unsaved = false;
    by("page.said").textContent = words.copied;
  } catch {
    by("page.file").open = true;
    by("page.text").select();
    by("page.said").textContent = words.not_copied;
  }
});

by("page.again").addEventListener("click", () => {
  if (!confirm(words.sure)) return;
  restore({});
  mark = tag();
  changed();
  keep(null);
  unsaved = false;
  by("page.notice").hidden = keeps;
  turnTo(steps[0]);
});

// keys act inside a question only, and never where text is typed
const keys = (event) => {
  const question = event.target.closest(".question");
  const types = event.target.matches("textarea, select, summary, button, input:not([type=radio])");
  if (!question || types || event.ctrlKey || event.metaKey || event.altKey) return;
  const { practice } = question.dataset;
  const press = (radio) => {
    if (!radio) return;
    radio.checked = true;
    radio.focus();
    changed();
  };
  const acts = {
    d: () => press(radios(practice).find((one) => one.value === form.beside.dk)),
    x: () => {
      press(radios(practice).find((one) => one.value === form.beside.na));
      if (chosen(practice) === form.beside.na) by(`${practice}.because`).focus();
    },
    c: () => clear(practice),
    n: () => {
      question.querySelector(".more").open = true;
      by(`${practice}.note`).focus();
    },
    Enter: () => turnTo(steps[steps.indexOf(question) + 1]),
  };
  const ranked = /^[1-9]$/.test(event.key) && (() => press(radios(practice).find((one) => one.dataset.rank === event.key)));
  const act = acts[event.key] ?? ranked;
  if (!act) return;
  event.preventDefault();
  act();
};
const clear = (practice) => {
  choose(practice, "");
  changed();
  titleOf(by(practice)).focus();
};

const main = document.querySelector("main");
main.addEventListener("input", (event) => event.target.id !== "page.one" && changed());
main.addEventListener("keydown", keys);
main.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  const practice = button?.closest(".question")?.dataset.practice;
  if (!practice) return;
  if (button.matches(".clear")) clear(practice);
  if (button.matches(".add")) addPiece(practice)?.querySelector(".what").focus();
  if (button.matches(".remove")) {
    button.closest(".piece").remove();
    by(practice).querySelector(".add").focus();
  }
  if (button.matches(".add, .remove")) changed();
});
by("page.one").addEventListener("change", () => {
  setMode(by("page.one").checked);
  keep({ ...state(), tag: mark, one: by("page.one").checked });
  show(here, { focus: false });
});
by("page.back").addEventListener("click", () => turn(-1));
by("page.next").addEventListener("click", () => turn(1));
addEventListener("hashchange", () => show(hereByAddress(), { focus: true }));
addEventListener("beforeunload", (event) => {
  if (!unsaved || keeps) return;
  event.preventDefault();
  event.returnValue = ""; // for browsers of some years ago
});
let folded = [];
addEventListener("beforeprint", () => {
  folded = all(".more:not([open])");
  folded.forEach((box) => (box.open = true));
});
addEventListener("afterprint", () => folded.forEach((box) => (box.open = false)));

all(".script, .bar").forEach((box) => (box.hidden = false));
restore(remembered);
form.questions.forEach(adapt);
if (Object.keys(remembered).length) by("page.notice").textContent = words.restored;
keep({ ...state(), tag: mark, one: remembered.one !== false });
if (!keeps) by("page.notice").textContent = words.lost;
by("page.notice").hidden = !by("page.notice").textContent;
setMode(remembered.one !== false);
review(state());
show(hereByAddress(), { focus: false });
if (location.hash) addEventListener("load", () => requestAnimationFrame(() => show(here, { focus: true })));
