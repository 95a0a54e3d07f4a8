"""Reads the register."""

from .among import among
from .answering import Answering, answering
from .due import Turn, behind, planned_within, turns_of
from .facts import dates_of, facts, recorded, records_entry, step_dates
from .finding import meant, search, similar
from .kinship import parts_of
from .marks import Mark, marks
from .mine import counted_for, list_names, listed, mine, sponsored, sponsors, starred, worked_on
from .moved import concerned, in_pieces, these_in_pieces
from .named import named
from .offers import Offers, offers
from .origins import FINISH, MARKS, Held, days_held
from .papers import PAPERS, papers_of, sees_papers
from .past import Happening, Told, past, steps_recorded
from .people import (
    counting,
    held_already,
    holders,
    parties,
    parts_of_person,
    people_of,
    shares,
    sponsored_by,
)
from .placing import NO_POSITION, divided, lies_in, place
from .posts import NEEDED, Post, held_by_name, posts, without
from .reach import Read, by_name, visible_to, within_reach
from .record import Record, amount_of, record
from .resting import resting
from .tables import tables
from .tracks import codes_of, tracks
from .typed import Typed, numbers_of, typed

__all__ = [
    "FINISH",
    "MARKS",
    "NEEDED",
    "NO_POSITION",
    "PAPERS",
    "Answering",
    "Happening",
    "Held",
    "Mark",
    "Offers",
    "Post",
    "Read",
    "Record",
    "Told",
    "Turn",
    "Typed",
    "among",
    "amount_of",
    "answering",
    "behind",
    "by_name",
    "codes_of",
    "concerned",
    "counted_for",
    "counting",
    "dates_of",
    "days_held",
    "divided",
    "facts",
    "held_already",
    "held_by_name",
    "holders",
    "in_pieces",
    "lies_in",
    "list_names",
    "listed",
    "marks",
    "meant",
    "mine",
    "named",
    "numbers_of",
    "offers",
    "papers_of",
    "parties",
    "parts_of",
    "parts_of_person",
    "past",
    "people_of",
    "place",
    "planned_within",
    "posts",
    "record",
    "recorded",
    "records_entry",
    "resting",
    "search",
    "sees_papers",
    "shares",
    "similar",
    "sponsored",
    "sponsored_by",
    "sponsors",
    "starred",
    "step_dates",
    "steps_recorded",
    "tables",
    "these_in_pieces",
    "tracks",
    "turns_of",
    "typed",
    "visible_to",
    "within_reach",
    "without",
    "worked_on",
]
