"""JSON as the database takes it."""

import json

import orjson


def encoded(value: object) -> str:
    """Text of what is text, whole numbers, truth values, lists and mappings of these.

    An import writes a million of them: by ``json`` alone that was a tenth of it.
    """
    try:
        return orjson.dumps(value).decode()
    except TypeError:  # a whole number of more than 64 bits, a key that is none
        return json.dumps(value, ensure_ascii=False)
