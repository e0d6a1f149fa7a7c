"""Sound files of every kind, damaged at random: nothing may raise, and nothing may take more than its share.

    python -m tests.bench.mutated_files --many 3000

Prints how many files, exceptions that no reader has a reason for, files over the limit
time, and the slowest ones. A damage is a few bytes overwritten, a stretch cut out, doubled or repeated many
times, the end cut off, a piece of another file put in, or numbers made huge.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter

from nlp.readers.pdf import ocr
from nlp.records import Skipped
from tests.nlp.readers.samples import drawn, good_files, mail, read

LIMIT = 5.0  # seconds of processor time; the files are small
_DEFECT = re.compile(r"^can't be read: [A-Z]\w+(?:Error|Exception|Warning|Exit)?:")


def damage(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """``data`` with one to four damages."""
    made = bytearray(data)
    for _ in range(chance.randrange(1, 5)):
        size = len(made)
        if not size:
            return bytes(made)
        at = chance.randrange(size)
        kind = chance.randrange(7)
        if kind == 0:
            for _ in range(chance.randrange(1, 20)):
                made[chance.randrange(size)] = chance.randrange(256)
        elif kind == 1:
            del made[at : at + chance.randrange(1, 200)]
        elif kind == 2:
            made[at:at] = made[at : at + chance.randrange(1, 400)]
        elif kind == 3:
            made[at:at] = bytes(made[at : at + chance.randrange(1, 12)]) * chance.randrange(100, 3000)
        elif kind == 4:
            del made[at:]
        elif kind == 5:
            made[at:at] = other[: chance.randrange(1, len(other))]
        else:
            digits = [m.start() for m in re.finditer(rb"\d", bytes(made))]
            for place in chance.sample(digits, min(3, len(digits))):
                made[place : place + 1] = b"9" * chance.randrange(2, 12)
    return bytes(made)


def sound() -> list[tuple[str, bytes]]:
    """The files that are damaged."""
    thread = "New words of the sender.\n\nOn 2 Sep 2022, at 09:15, Oda Brandt wrote:\n> Old words.\n"
    columns = [(60.0 + 260 * (n % 2), 700.0 - 13 * (n // 2), 10.0, f"words of line {n}") for n in range(40)]
    return [*good_files(), ("thread.eml", mail(thread).as_bytes()), ("columns.pdf", drawn(columns))]


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--many", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    files = sound()
    ocr._tesseract = ocr._rapid = lambda: None  # type: ignore[assignment]  (reading pictures is slow by nature)
    defects: Counter[str] = Counter()
    slow: list[tuple[float, str, int]] = []
    read_some = 0
    for number in range(given.many):
        chance = random.Random(given.seed * 1_000_003 + number)
        name, data = files[number % len(files)]
        bad = damage(data, chance.choice(files)[1], chance)
        begun = time.process_time()
        try:
            found = read(name, bad)
        except Exception as error:  # noqa: BLE001  (that is what is counted)
            defects[f"raised {name}: {type(error).__name__}: {error}"[:160]] += 1
            found = []
        slow.append((time.process_time() - begun, name, number))
        for item in found:
            if isinstance(item, Skipped) and _DEFECT.match(item.reason):
                defects[f"{name}: {item.reason}"[:160]] += 1
        read_some += any(not isinstance(item, Skipped) for item in found)
    slow.sort(reverse=True)
    over = sum(seconds > LIMIT for seconds, _, _ in slow)
    print(f"files\t{given.many}\nread in part or whole\t{read_some}")
    print(f"exceptions\t{defects.total()}\nover {LIMIT:.0f} s\t{over}")
    for seconds, name, number in slow[:5]:
        print(f"  {seconds:.2f} s\t{name}\tnumber {number}")
    for text, count in defects.most_common(40):
        print(f"  {count}\t{text}")


if __name__ == "__main__":
    main()
