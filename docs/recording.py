"""Makes the recording that the README shows, of demo, interview and report: `python docs/recording.py`.

The real program runs in a terminal (tmux, 80 by 24); each picture of it is what stood on its screen. The same program
gives the same recording on any day and any machine.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import NamedTuple

from cxmaturity.files.questionnaire.catalogue import Catalogue

HERE = Path(__file__).parent
RECORDING = HERE / "recording.svg"
COLUMNS, ROWS = 80, 24
WIDTH, HEIGHT, EDGE = 8.4, 18, 12
"""The size of a letter's place, and the edge around all of them, in pixels."""
WAIT, CALM = 25.0, 0.3
PLAIN, GROUND = "#d8dee9", "#16181d"
ANSI = (
    *("#3b4252", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#d8dee9"),
    *("#5c6370", "#ff7b86", "#b5e08f", "#ffd68a", "#82c4ff", "#de95f2", "#73d5e1", "#ffffff"),
)
"""The sixteen colours of a terminal."""
BEGUN = """\
schema: cxmaturity/answers@1
questionnaire: digital@{version}
organisation: Corner Retail
date: 2026-11-22
answers:
"""
_CODE = re.compile(r"\x1b\[([0-9;]*)m|\x1b\([B0]|[\x0e\x0f]")


class Scene(NamedTuple):
    """What is typed, a text that is waited for, and for how many seconds its picture stands; 0 for no picture.

    Where something `ends`, the prompt is waited for, too.
    """

    keys: tuple[str, ...]
    awaited: str
    seconds: float
    ends: bool = False


SCENES = (
    Scene((), "$", 0, ends=True),
    Scene(("cxmaturity demo -q",), "cxmaturity demo -q", 1.2),
    Scene(("Enter",), "Next, your own", 6, ends=True),
    Scene(("clear", "Enter", "cxmaturity assess digital digital.yaml"), "$ cxmaturity assess digital", 1.2),
    Scene(("Enter",), "Held back by", 4),
    Scene(("3",), "1 of 15 answered", 2.5),
    Scene(("n",), "Note · question 1", 1),
    Scene(("Chat and voice, from every page",), "from every page", 2.5),
    Scene(("C-s",), "Note: Chat and voice", 2),
    Scene(("Enter",), "Context an agent sees · 2 of 15", 3),
    Scene(("2",), "2 of 15 answered", 2.5),
    Scene(("v",), "Review", 3),
    Scene(("Escape", "q"), "Go on with", 3, ends=True),
    Scene(("clear", "Enter", "cxmaturity report digital.yaml -o report.html"), "$ cxmaturity report", 1.2),
    Scene(("Enter",), "Wrote report.html", 3, ends=True),
    Scene(("cxmaturity explain digital.yaml -q",), "explain digital.yaml -q", 1.2),
    Scene(("Enter",), "cheapest given", 6, ends=True),
)


class Look(NamedTuple):
    """How letters look: their colour, what is behind them, and whether they are bold."""

    colour: str = PLAIN
    behind: str = ""
    bold: bool = False


def record(version: int) -> list[tuple[str, float]]:
    """What stands on the screen after each scene, with its colours, and for how long it is shown."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "here").mkdir()
        (folder / "here" / "digital.yaml").write_text(BEGUN.format(version=version))
        (folder / "cxmaturity").write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m cxmaturity "$@"\n')
        (folder / "cxmaturity").chmod(0o755)
        return list(_played(folder))


def _played(folder: Path) -> Iterator[tuple[str, float]]:
    tmux = ["tmux", "-S", str(folder / "socket"), "-f", "/dev/null"]
    environment = {
        "PATH": f"{folder}:{os.environ['PATH']}",
        "PYTHONPATH": str(HERE.parent),
        "HOME": str(folder),
        "PS1": "$ ",
        "LC_ALL": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
    }

    def run(*words: str) -> str:
        done = subprocess.run([*tmux, *words], env=environment, capture_output=True, check=True)  # noqa: S603
        return done.stdout.decode()

    shell = f"cd {shlex.quote(str(folder / 'here'))}; exec env COLORTERM=truecolor PS1='$ ' sh"
    run("new-session", "-d", "-x", str(COLUMNS), "-y", str(ROWS), shell)
    try:
        for scene in SCENES:
            for key in scene.keys:
                named = key in {"Enter", "Escape", "C-s"}
                run("send-keys", *([] if named else ["-l"]), key)
                time.sleep(CALM)
            end, before = time.monotonic() + WAIT, ""
            while (
                scene.awaited not in (plain := run("capture-pane", "-p"))
                or plain != before
                or (scene.ends and not plain.rstrip().endswith("$"))
            ):
                if time.monotonic() > end:
                    raise SystemExit(f"{scene.awaited!r} did not appear:\n{plain}")
                before = plain
                time.sleep(CALM)
            if scene.seconds:
                yield run("capture-pane", "-p", "-e", "-N"), scene.seconds
    finally:
        run("kill-server")


def rows(screen: str) -> Iterator[list[tuple[str, Look]]]:
    """The lines of a terminal, each in stretches that look alike; a look goes on from line to line."""
    look = Look()
    for line in screen.split("\n")[:ROWS]:
        at, stretches = 0, []
        for code in _CODE.finditer(line):
            if line[at : code.start()]:
                stretches.append((line[at : code.start()], look))
            at = code.end()
            if code[1] is not None:
                look = changed(look, [int(part or 0) for part in code[1].split(";")])
        yield [*stretches, (line[at:], look)]


def changed(look: Look, codes: list[int]) -> Look:
    """A look after the numbers of a colour code (ECMA-48, 8.3.117, and xterm's 38 and 48)."""
    while codes:
        code, *codes = codes
        if code == 0:
            look = Look()
        elif code in {1, 22}:
            look = look._replace(bold=code == 1)
        elif code == 7:
            look = look._replace(colour=look.behind or GROUND, behind=look.colour)
        elif code in {38, 48}:
            colour, codes = _wide(codes)
            look = look._replace(colour=colour) if code == 38 else look._replace(behind=colour)
        elif 30 <= code <= 37 or 90 <= code <= 97:
            look = look._replace(colour=ANSI[code - 30 if code < 90 else code - 82])
        elif 40 <= code <= 47:
            look = look._replace(behind=ANSI[code - 40])
        elif code in {39, 49}:
            look = look._replace(colour=PLAIN) if code == 39 else look._replace(behind="")
    return look


def _wide(codes: list[int]) -> tuple[str, list[int]]:
    """A colour of 256 or of all, and the numbers after it."""
    kind, *rest = codes
    if kind == 2:
        return "#{:02x}{:02x}{:02x}".format(*rest[:3]), rest[3:]
    n = rest[0]
    if n < 16:
        return ANSI[n], rest[1:]
    steps = (0, 95, 135, 175, 215, 255)
    red, green, blue = (steps[(n - 16) // size % 6] for size in (36, 6, 1)) if n < 232 else [8 + 10 * (n - 232)] * 3
    return f"#{red:02x}{green:02x}{blue:02x}", rest[1:]


def drawn(frames: list[tuple[str, float]]) -> str:
    """The recording as SVG, which moves by itself; it stands still, on the last picture, for who wants no motion."""
    lines: dict[str, str] = {}
    whole = sum(seconds for _, seconds in frames)
    pictures, styles, start = [], [], 0.0
    for number, (screen, seconds) in enumerate(frames):
        uses = []
        for row, stretches in enumerate(rows(screen)):
            if line := _drawn_line(stretches):
                id_ = lines.setdefault(line, f"l{len(lines)}")
                uses.append(f'<use href="#{id_}" y="{row * HEIGHT}"/>')
        pictures.append(f'<g id="f{number}">{"".join(uses)}</g>')
        styles.append(_shown(number, 100 * start / whole, 100 * (start + seconds) / whole, whole, len(frames)))
        start += seconds
    width, height = COLUMNS * WIDTH + 2 * EDGE, ROWS * HEIGHT + 2 * EDGE
    drawn_lines = "\n".join(f'<g id="{id_}">{line}</g>' for line, id_ in lines.items())
    title = "A recording of a terminal: the demo, an interview, a report and why the stage is what it is"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img">',
            f"<title>{title}</title>",
            "<style>text{font:14px ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace;white-space:pre}",
            *styles,
            "</style>",
            f'<rect width="100%" height="100%" rx="8" fill="{GROUND}"/>',
            f"<defs>\n{drawn_lines}\n</defs>",
            f'<g transform="translate({EDGE} {EDGE})">',
            *pictures,
            "</g>",
            "</svg>",
            "",
        ]
    )


def _shown(number: int, start: float, end: float, whole: float, of: int) -> str:
    """The style that shows a picture from one part of the recording to another."""
    still = "visible" if number == of - 1 else "hidden"
    hidden = f"0%,{start - 0.01:.2f}%{{visibility:hidden}}" if start else ""
    after = f"{end + 0.01:.2f}%,100%{{visibility:hidden}}" if end < 99.99 else ""
    moves = f"animation:k{number} {whole:g}s step-end infinite"
    return (
        f"#f{number}{{visibility:{still}}}@media (prefers-reduced-motion:no-preference){{#f{number}{{{moves}}}}}"
        f"@keyframes k{number}{{{hidden}{start:.2f}%,{end:.2f}%{{visibility:visible}}{after}}}"
    )


def _drawn_line(stretches: list[tuple[str, Look]]) -> str:
    parts, column = [], 0
    for text, look in stretches:
        x, width = column * WIDTH, len(text) * WIDTH
        if look.behind:
            parts.append(f'<rect x="{x:.1f}" width="{width:.1f}" height="{HEIGHT}" fill="{look.behind}"/>')
        if text.strip():
            bold = ' font-weight="bold"' if look.bold else ""
            parts.append(
                f'<text x="{x:.1f}" y="14" fill="{look.colour}"{bold} textLength="{width:.1f}"'
                f' lengthAdjust="spacingAndGlyphs" xml:space="preserve">{escape(text)}</text>'
            )
        column += len(text)
    return "".join(parts)


def main() -> None:
    """Record it anew."""
    digital = Catalogue().find("digital")
    assert digital is not None, "digital is built in"  # noqa: S101
    RECORDING.write_text(drawn(record(digital.version)))


if __name__ == "__main__":
    main()
