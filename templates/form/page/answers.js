// What has been answered: read from the page, put back into it, kept in the browser. Its words are the form's.
const form = JSON.parse(document.querySelector("main").dataset.form);
const words = form.words;
const by = (id) => document.getElementById(id);
const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
const named = new Map();
all("input[type=radio]").forEach((one) => named.set(one.name, [...(named.get(one.name) ?? []), one]));
const radios = (name) => named.get(name);
const chosen = (name) => radios(name).find((one) => one.checked)?.value ?? "";
const choose = (name, value) => radios(name).forEach((one) => (one.checked = one.value === value));
const text = (value) => (typeof value === "string" ? value : "");

const pieces = (practice) =>
  all(".piece", by(practice)).map((piece) => ({
    what: piece.querySelector(".what").value.trim(),
    date: piece.querySelector(".date").value,
    ref: piece.querySelector(".ref").value.trim(),
  }));

const answerOf = ({ id }) => ({
  is: chosen(id),
  between: by(`${id}.between`).value,
  because: by(`${id}.because`)?.value.trim() ?? "",
  note: by(`${id}.note`).value.trim(),
  evidence: pieces(id).filter((piece) => piece.what || piece.date || piece.ref),
});

const addPiece = (practice, given = {}) => {
  const box = by(practice).querySelector(".pieces");
  if (box.children.length >= form.most_evidence) return null;
  box.append(by("page.piece").content.cloneNode(true));
  const piece = box.lastElementChild;
  ["what", "date", "ref"].forEach((name) => (piece.querySelector(`.${name}`).value = text(given[name])));
  return piece;
};

const state = () => ({
  role: by("role").value.trim(),
  level: chosen("level"),
  function: by("function").value.trim(),
  answers: Object.fromEntries(form.questions.map((question) => [question.id, answerOf(question)])),
});

// whatever was kept is data, too: only what the page has a place for is put back
const restore = (kept) => {
  by("role").value = text(kept.role);
  by("function").value = text(kept.function);
  choose("level", text(kept.level));
  form.questions.forEach(({ id }) => {
    const answer = Object(Object(kept.answers)[id]);
    choose(id, text(answer.is));
    by(`${id}.between`).value = text(answer.between);
    if (by(`${id}.between`).selectedIndex < 0) by(`${id}.between`).value = "";
    if (by(`${id}.because`)) by(`${id}.because`).value = text(answer.because);
    by(`${id}.note`).value = text(answer.note);
    by(id).querySelector(".pieces").replaceChildren();
    if (Array.isArray(answer.evidence)) answer.evidence.forEach((piece) => addPiece(id, Object(piece)));
    by(id).querySelector(".more").open = Boolean(text(answer.note) || pieces(id).length);
  });
};

// a browser may refuse to keep anything, at once or later
let keeps = true;
const kept = () => {
  try {
    return Object(JSON.parse(localStorage.getItem(form.key)));
  } catch {
    return {};
  }
};
const keep = (value) => {
  try {
    if (value === null) localStorage.removeItem(form.key);
    else localStorage.setItem(form.key, JSON.stringify(value));
    keeps = true;
  } catch {
    keeps = false;
  }
};
