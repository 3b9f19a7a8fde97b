import pytest

from sitegen.text import names
from sitegen.text.terms import joined, tails, terms


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Low rank, high Speed!", ["low", "rank", "high", "speed"]),
        ("Søren Łęcki", ["soren", "lecki"]),
        ("Máire O’Brien, D'Arcy", ["maire", "obrien", "darcy"]),
        ("Straße, İlkay Işık", ["strasse", "ilkay", "isik"]),
        ("ΛΌΓΟΣ λόγος", ["λογοσ", "λογοσ"]),
        ("كِتَاب إلى", ["كتاب", "الى"]),
        ("हिन्दी", ["हिन्दी"]),
        ("fine‑tuning state-of-the-art", ["fine", "tuning", "state", "of", "the", "art", "finetuning", "stateoftheart"]),
        ("ﬁne ２０１９", ["fine", "2019"]),
        ("– … -- '", []),
        ("β-VAE", ["beta", "vae", "betavae"]),
        ("π0 by µP, ϵ and αβ", ["pi0", "by", "mup", "epsilon", "and", "alphabeta"]),
        ("ℓ_∞ and L^2", ["l", "infinity", "and", "l", "2", "l2"]),
        ("C++17 or C#, .NET", ["c", "17", "or", "c", "net", "c++", "c#", ".net"]),
        ("O(n) end. The", ["o", "n", "end", "the"]),
    ],
)
def test_a_text_is_folded_into_words(text: str, found: list[str]) -> None:
    assert terms(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("深度学习", ["深度", "度学", "学习", "习"]),
        ("딥러닝을", ["딥러", "러닝", "닝을", "을"]),
        ("が", ["が"]),
        ("LoRA微调、方法", ["lora", "微调", "调", "方法", "法"]),
        ("𠀀𠀁", ["𠀀𠀁", "𠀁"]),
        ("ไทย ๓", ["ไท", "ทย", "ย", "๓"]),
        ("ລາວ", ["ລາ", "າວ", "ວ"]),
        ("ខ្មែរ", ["ខ្", "្ម", "មែ", "ែរ", "រ"]),
        ("မြန်", ["မြ", "ြန", "န်", "်"]),
    ],
)
def test_scripts_without_spaces_are_found_by_pairs_of_characters(text: str, found: list[str]) -> None:
    assert terms(text) == found


def test_a_whole_name_is_one_term() -> None:
    assert joined("Jean-Luc O’Brien") == "jeanlucobrien"


@pytest.mark.parametrize("name", ["Søren Łęcki", "Nguyễn Thị Đào", "Ðorđe Þór", "Ægir Cœur", "Ħal Ŧer Ŋan", "Əli Şükrü"])
def test_latin_names_are_folded_as_in_addresses(name: str) -> None:
    assert " ".join(terms(name)) == names.fold(name)


@pytest.mark.parametrize(
    ("title", "found"),
    [("AdaLoRA and QLoRA", ["lora", "lora"]), ("MobileBERT", ["bert"]), ("SGDs in LaTeX", ["tex"]), ("Plain words", [])],
)
def test_the_end_of_a_name_with_capitals_inside_is_found(title: str, found: list[str]) -> None:
    assert tails(title) == found
