"""What kind of publication an entry is, in the words of bibliography files and of tables."""

import re
from collections.abc import Mapping

from sitegen.records import Type

# Words in a kind's name, folded, in the order in which they decide; None where they say nothing of the kind.
_WORDS: Mapping[str, Type | None] = {
    r"preprint|posted content|working paper|prepublication|preimpressao|预印本|預印本|プレプリント": "preprint",
    r"data ?set|data ?paper|datensatz|jeu de donnees|conjunto de (?:datos|dados)|数据集|データセット": "dataset",
    r"thesis|dissertation|theses|these|tesis|tese|tesi|habilitation|hdr|masterarbeit|doktorarbeit|学位论文|學位論文": "thesis",
    r"computer program|software|logiciel|programa de|软件": "software",
    r"(?:book|reference|encyclopedia|dictionary|monograph) ?(?:section|chapter|part|entry|article)|chapter|in ?collection|entry"
    r"|kapitel|buchbeitrag|buchabschnitt|chapitre|capitulo|capitolo|章": "chapter",
    r"conference|proceedings?|congress|in ?proceedings|conf|konferenz\w*|tagung\w*|conferenc\w+|congres\w*|communication"
    r"|actes|atti|ponencia|会议|會議|国際会議|会議論文": "conference",
    r"report|bericht|forschungsbericht|rapport|informe|relatorio|rapporto|报告|報告": "report",
    r"books?|e ?book|buch|livre|ouvrage|libro|livro|monograph|monografie|monographie|图书|書籍": "book",
    r"journal|article|artikel|zeitschriften\w*|articulo|artigo|articolo|review|letter|editorial|note"
    r"|magazine|short survey|erratum|期刊|雑誌|原著|论文|論文": "article",
}
_DECIDING = tuple((re.compile(rf"(?<![a-z])(?:{words})(?![a-z])"), kind) for words, kind in _WORDS.items())
# What says that a work is none of the other kinds.
_OTHER = re.compile(r"(?<![a-z])(?:patent|film|broadcast|map|artwork|interview|statute|bill|hearing|standard)(?![a-z])")
_LONGEST = 80


def named(words: str) -> Type | None:
    """The kind that words such as "Journal Article" or "Konferenzbeitrag" mean; None where they say none."""
    folded = " ".join(re.findall(r"\w+", _unaccented(words[:_LONGEST])))
    if not folded:
        return None
    return next((kind for pattern, kind in _DECIDING if pattern.search(folded)), "other" if _OTHER.search(folded) else None)


def _unaccented(words: str) -> str:
    spaced = re.sub(r"(?<=[a-zß-ÿ])(?=[A-Z])", " ", words).replace("_", " ")
    return spaced.casefold().translate(_ACCENTS)


_ACCENTS = str.maketrans("àáâãäåèéêëìíîïòóôõöùúûüçñ", "aaaaaaeeeeiiiiooooouuuucn")
