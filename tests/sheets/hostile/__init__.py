"""Files that mean harm, or were harmed on the way: made by code, none of them stored."""

from tests.sheets.hostile import ancient, archives, plain, xml

CASES = (*archives.every(), *xml.every(), *plain.every(), *ancient.every())
