// The answers file: text of people stands between quotes, and every sign in it that could act, or not show, as an escape.
const ACTING =
  /[\u0000-\u001f\u007f-\u00a0\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff]/g;
const WHOLE_OR_HALF = /[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g;
const MEANS_MORE = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];

const quoted = (value) => {
  const whole = value.replace(WHOLE_OR_HALF, (sign) => (sign.length === 2 ? sign : "\ufffd"));
  const lines = whole.replace(/\r\n?/g, "\n");
  const plain = lines.replace(/[\\"]/g, "\\$&").replace(/\n/g, "\\n").replace(/\t/g, "\\t");
  return `"${plain.replace(ACTING, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`)}"`;
};
const id = (value) => (MEANS_MORE.includes(value) ? quoted(value) : value);
const entries = (pairs) => pairs.filter(([, value]) => value).map(([key, value]) => `${key}: ${value}`);
const mapping = (pairs) => `{${entries(pairs).join(", ")}}`;
const date = (value) => (/^(?!0000)\d{4}-\d\d-\d\d$/.test(value) ? value : "");

// a range is two options, the lower one first; else the one that is chosen
const saidIs = ({ points }, answer) => {
  const [low, high] = [answer.is, answer.between].map((point) => points.indexOf(point));
  return low >= 0 && high > low ? `[${id(answer.is)}, ${id(answer.between)}]` : id(answer.is);
};

const saidAnswer = (question, answer) => {
  const { is, because, note, evidence } = answer;
  const said = saidIs(question, answer);
  const reason = is === form.beside.na && because ? quoted(because) : "";
  if (said && !reason && !note && !evidence.length && !said.startsWith("[")) return said;
  const shown = evidence.map((piece) =>
    mapping([["what", quoted(piece.what)], ["date", date(piece.date)], ["ref", piece.ref && quoted(piece.ref)]]),
  );
  const list = shown.length ? `[${shown.join(", ")}]` : "";
  return mapping([["is", said], ["because", reason], ["note", note && quoted(note)], ["evidence", list]]);
};

const today = () => {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${String(now.getFullYear()).padStart(4, "0")}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
};

const fileText = (given) => {
  const who = [["role", quoted], ["level", id], ["function", quoted]];
  const respondent = who.filter(([name]) => given[name]).map(([name, write]) => `  ${name}: ${write(given[name])}\n`);
  const answered = form.questions
    .map((question) => [question.id, saidAnswer(question, given.answers[question.id])])
    .filter(([, said]) => said && said !== "{}")
    .map(([practice, said]) => `  ${practice}: ${said}\n`);
  return [
    "schema: cxmaturity/answers@1\n",
    `questionnaire: ${form.reference}\n`,
    form.organisation ? `organisation: ${quoted(form.organisation)}\n` : "",
    `date: ${today()}\n`,
    ...(respondent.length ? ["respondent:\n", ...respondent] : []),
    ...(answered.length ? ["answers:\n", ...answered] : ["answers: {}\n"]),
  ].join("");
};

// what would make a file that is refused
const needed = (given) =>
  form.questions.flatMap(({ id: practice, said }) => {
    const { is, because, evidence } = given.answers[practice];
    return [
      ...(is === form.beside.na && !because ? [[practice, said.because]] : []),
      ...(evidence.some((piece) => !piece.what) ? [[practice, said.what]] : []),
    ];
  });
const isAnswered = ({ id: practice }, given) => Boolean(given.answers[practice].is);
