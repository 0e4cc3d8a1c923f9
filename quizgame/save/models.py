"""The tables of the save, for any database that peewee speaks to.

The models are bound to no database: a query is handed the one it runs on (``query.execute(database)``), so
two saves can be open at once. Rounds and players have UUIDs and every other row is named by what it says, so
the histories of two machines can be put together. Times are whole milliseconds; an instant counts from 1970
in UTC; a local date is ISO 8601 text, as the caller's calendar showed it.
"""

from __future__ import annotations

from typing import Final

from peewee import (
    BigIntegerField,
    BooleanField,
    CompositeKey,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)


class PlayerRow(Model):
    """Somebody who plays."""

    id = TextField(primary_key=True)
    name = TextField()
    folded = TextField(unique=True)
    created = BigIntegerField()

    class Meta:
        """How peewee keeps it."""

        table_name = "player"


class RoundRow(Model):
    """A round: its plan when it begins; its result, null until then, when it ends."""

    id = TextField(primary_key=True)
    player = ForeignKeyField(PlayerRow)
    mode = TextField()
    bank = TextField()
    version = TextField()
    lang = TextField()
    topics = TextField()
    length = IntegerField()
    allowed = IntegerField()
    """Seconds allowed for each item."""
    seed = TextField()
    """In decimal digits: a seed may be larger than any integer of a database."""
    board = TextField()
    started = BigIntegerField()
    played = TextField()
    finished = BigIntegerField(null=True)
    score = IntegerField(null=True)
    right = IntegerField(null=True)
    best_streak = IntegerField(null=True)
    taken = BigIntegerField(null=True)
    """Milliseconds over all answers."""

    class Meta:
        """How peewee keeps it."""

        table_name = "round"


RoundRow.add_index(
    RoundRow.index(
        RoundRow.board, RoundRow.score.desc(), RoundRow.taken, RoundRow.finished, name="round_in_order_of_board"
    )
)


class ResponseRow(Model):
    """One answer given."""

    round = ForeignKeyField(RoundRow, index=False)
    number = IntegerField()
    """The item's place in the round, from 0."""
    bank = TextField()
    question = TextField()
    topic = TextField()
    form = TextField()
    item = TextField()
    choice = IntegerField(null=True)
    """Index of the option chosen; null if time ran out."""
    chosen = TextField(null=True)
    """Id of the question behind that option, empty where the author wrote it; null if time ran out."""
    right = BooleanField()
    points = IntegerField()
    taken = BigIntegerField()
    at = BigIntegerField()

    class Meta:
        """How peewee keeps it."""

        table_name = "response"
        primary_key = CompositeKey("round", "number")


class DayRow(Model):
    """A local date on which a player gave a response."""

    player = ForeignKeyField(PlayerRow, index=False)
    date = TextField()

    class Meta:
        """How peewee keeps it."""

        table_name = "day"
        primary_key = CompositeKey("player", "date")


class SettingRow(Model):
    """One thing that the game remembers between runs."""

    key = TextField(primary_key=True)
    value = TextField()

    class Meta:
        """How peewee keeps it."""

        table_name = "setting"


TABLES: Final = (PlayerRow, RoundRow, ResponseRow, DayRow, SettingRow)
"""All models, those first that others refer to."""
