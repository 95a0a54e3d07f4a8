"""What a hostile file is, and how the set of them is put together."""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

READ = "read"  # what becomes of a file that is odd but says something
EITHER = ""  # a mutated one: read or refused, as it comes

Made = Mapping[str, tuple[str, Callable[[], bytes]]]


@dataclass(frozen=True)
class Case:
    """One file, and what must become of it: a refusal's code, ``READ`` or ``EITHER``."""

    name: str
    outcome: str
    make: Callable[[], bytes]


def cases(family: str, made: Made) -> Iterator[Case]:
    for name, (outcome, make) in made.items():
        yield Case(f"{family}: {name}", outcome, make)


def mutated(content: bytes, seed: int) -> bytes:
    """The bytes with one to eight slips: flipped, cut out, doubled, overwritten, moved."""
    dice = random.Random(seed)
    body = bytearray(content)
    for _ in range(dice.choice((1, 1, 2, 4, 8))):
        at = dice.randrange(len(body) or 1)
        much = min(dice.choice((1, 2, 4, 16, 256)), len(body) - at)
        piece = bytes(body[at : at + much])
        slip = dice.randrange(5)
        if slip == 0:
            body[at : at + much] = bytes(byte ^ 1 << dice.randrange(8) for byte in piece)
        elif slip == 1:
            del body[at : at + much]
        elif slip == 2:
            body[at:at] = piece * dice.choice((1, 2, 100))
        elif slip == 3:
            body[at : at + much] = dice.choice((b"\x00", b"\xff", b"<", b'"', b"9")) * much
        else:
            to = dice.randrange(len(body))
            body[to : to + much] = piece
    return bytes(body)
