"""What is kept in a site's content folder, as YAML that people read and write: records out, records and problems in.

`syntax` knows YAML, `schema` what each record's fields look like in it, `data`, `edits` and `content` the files.
"""

from sitegen.store.content import (
    Content,
    decode,
    load,
    load_config,
    load_decisions,
    load_meta,
    load_page,
    load_topics,
    save_meta,
    unheeded,
)
from sitegen.store.data import edited, entry_id, entry_ids, load_data, made_from, save
from sitegen.store.edits import hand_changes, load_edits

__all__ = [
    "Content",
    "decode",
    "edited",
    "entry_id",
    "entry_ids",
    "hand_changes",
    "load",
    "load_config",
    "load_data",
    "load_decisions",
    "load_edits",
    "load_meta",
    "load_page",
    "load_topics",
    "made_from",
    "save",
    "save_meta",
    "unheeded",
]
