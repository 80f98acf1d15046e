"""What the numbered changes are registered with, and how a file of ours is known."""

from pipeline.migrations.database import Migrations

APPLICATION_ID = 0x626C6F74
"""`blot` in ASCII, in the header of the file: how a blotter database is told from any other."""

migrations = Migrations("blotter")
