"""What is kept in a site's content folder: YAML that people read and write goes in; records and problems come out.

Hidden here: YAML itself (`syntax`), what each record's fields look like in it (`schema`), and the files: `data` that parse
writes, `edits` and the rest of `content`, which people write.
"""

from sitegen.store.content import (
    Content,
    decode,
    ignored_keys,
    load,
    load_config,
    load_decisions,
    load_meta,
    load_page,
    load_topics,
    load_words,
    places,
    renewed_meta,
    save_meta,
)
from sitegen.store.data import edited, entry_id, entry_ids, is_generated, load_data, made_from, newer, save
from sitegen.store.edits import hand_changes, load_edits
from sitegen.store.schema import is_address, nearest

__all__ = [
    "Content",
    "decode",
    "edited",
    "entry_id",
    "entry_ids",
    "hand_changes",
    "ignored_keys",
    "is_address",
    "is_generated",
    "load",
    "load_config",
    "load_data",
    "load_decisions",
    "load_edits",
    "load_meta",
    "load_page",
    "load_topics",
    "load_words",
    "made_from",
    "nearest",
    "newer",
    "places",
    "renewed_meta",
    "save",
    "save_meta",
]
