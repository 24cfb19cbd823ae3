"""Makes the pictures that the README shows, of the interview and of a report: `python docs/pictures.py`.

The report's needs Chromium: Debian's, or another in the variable CHROMIUM.
"""

import asyncio
import datetime
import os
import re
import struct
import tempfile
import zlib
from pathlib import Path

from playwright.sync_api import sync_playwright

from cxmaturity.cli.boundary import run
from cxmaturity.cli.commands.assess import described
from cxmaturity.cli.naming import named_questionnaire
from cxmaturity.domain.answers import Answers
from cxmaturity.files.questionnaire.catalogue import Catalogue
from cxmaturity.interview.screen.app import Interview
from cxmaturity.interview.session import Session
from cxmaturity.reports.sanitise import visible

HERE = Path(__file__).parent
INTERVIEW, REPORT = HERE / "interview.svg", HERE / "report.png"
KEYS = ["2", "3", "d", "2", "2", "3", "2", "2", "down", "down"]
EXAMPLE = HERE.parent / "examples" / "northwind-telecom.yaml"


async def interview() -> str:
    """The full screen of an interview with the digital model, some answers in."""
    questionnaire = named_questionnaire("digital", Catalogue())
    answers = Answers(file="", sha256="", date=datetime.date(2026, 11, 22), organisation="Corner Retail")
    app = Interview(Session(questionnaire, answers, lambda _: None), described, visible, ask_who=False)
    async with app.run_test(size=(120, 40)) as pilot:
        for key in KEYS:
            await pilot.press(key)
        await pilot.pause(0.5)
        drawn = app.export_screenshot(title="cxmaturity assess digital")
    # the fonts that a browser would fetch from elsewhere are left out: any monospaced one serves
    return re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL)


def report() -> bytes:
    """The first screen of a report, as a browser shows it at 1280 x 800, with two dots for each pixel."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page = Path(folder) / "report.html"
        if run(["--quiet", "report", str(EXAMPLE), "-o", str(page)]):
            raise SystemExit("the report could not be made")
        chromium = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"]
        )
        shown = chromium.new_page(viewport={"width": 1280, "height": 800}, device_scale_factor=2)
        shown.goto(page.as_uri())
        taken = shown.screenshot()
        chromium.close()
    return smaller(taken)


def smaller(png: bytes) -> bytes:
    """A picture of 8 bits a colour without transparency, packed again: flat areas pack best as they are, unfiltered."""
    parts, at = [], 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        parts.append((png[at + 4 : at + 8], png[at + 8 : at + 8 + length]))
        at += 12 + length
    head = dict(parts)[b"IHDR"]
    across = struct.unpack(">I", head[:4])[0] * 3
    packed = zlib.decompress(b"".join(data for name, data in parts if name == b"IDAT"))
    above, rows = bytearray(across), []
    for start in range(0, len(packed), across + 1):
        above = _unfiltered(packed[start], packed[start + 1 : start + 1 + across], above)
        rows.append(b"\0" + above)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"".join(rows), 9)), (b"IEND", b""))
    return png[:8] + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


def _unfiltered(kind: int, row: bytes, above: bytearray) -> bytearray:
    """A row of pixels without the filter of PNG (https://www.w3.org/TR/png-3/#9Filters) that it was packed with."""
    made = bytearray(row)
    for i in range(len(row)):
        left, up, corner = (made[i - 3], above[i], above[i - 3]) if i >= 3 else (0, above[i], 0)
        nearest = min((left, up, corner), key=lambda one: abs(left + up - corner - one)) if kind == 4 else 0
        made[i] = (row[i] + (0, left, up, (left + up) // 2, nearest)[kind]) % 256
    return made


if __name__ == "__main__":
    INTERVIEW.write_text(asyncio.run(interview()))
    REPORT.write_bytes(report())
