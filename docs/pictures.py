"""Makes the picture of the interview that the README shows: `python docs/pictures.py`."""

import asyncio
import datetime
import re
from pathlib import Path

from cxmaturity.cli.assess import described
from cxmaturity.cli.listing import named_questionnaire
from cxmaturity.domain.answers import Answers
from cxmaturity.files.catalogue import Catalogue
from cxmaturity.interview.screen import Interview
from cxmaturity.interview.session import Session
from cxmaturity.reports.plain import visible

PICTURE = Path(__file__).parent / "interview.svg"
KEYS = ["2", "3", "d", "2", "2", "3", "2", "2", "down", "down"]


async def picture() -> str:
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


if __name__ == "__main__":
    PICTURE.write_text(asyncio.run(picture()))
