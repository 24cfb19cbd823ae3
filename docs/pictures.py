"""Makes the pictures that the README shows, of the interview and of a report: `python docs/pictures.py`.

The report's needs Chromium: Debian's, or another in the variable CHROMIUM.
"""

import asyncio
import datetime
import io
import os
import re
import tempfile
from pathlib import Path

from PIL import Image
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
    """The picture in a palette of its own 256 colours, which nobody can tell from it, in half the bytes."""
    packed = io.BytesIO()
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    picture.quantize(256, dither=Image.Dither.NONE).save(packed, "PNG", optimize=True)
    return packed.getvalue()


if __name__ == "__main__":
    INTERVIEW.write_text(asyncio.run(interview()))
    REPORT.write_bytes(report())
