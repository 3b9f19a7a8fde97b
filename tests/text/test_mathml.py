import re
from html.parser import HTMLParser

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from sitegen.text.mathml import LONGEST, line, markup, symbol

LEAVES = {"mi", "mn", "mo", "mtext", "mspace"}
CHILDREN = {"mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "mover": 2, "munder": 2, "msubsup": 3, "munderover": 3}
ROWS = {"math", "mrow", "msqrt", "mstyle", "mpadded", "mphantom", "mtable", "mtr", "mtd"}


class Tree(HTMLParser):
    """The faults of a piece of MathML: unclosed or foreign elements, attributes that can act, a wrong number of children."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.open: list[list[object]] = []
        self.faults: list[str] = []
        self.feed(source)
        self.close()
        self.faults += [f"{tag} is not closed" for tag, _ in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.open:
            self.open[-1][1] += 1
        self.open.append([tag, 0])
        if tag not in LEAVES | ROWS | CHILDREN.keys():
            self.faults.append(f"{tag} is no element of MathML Core")
        self.faults += [
            f"{name} on {tag}" for name, _ in attrs if name in ("href", "style", "class", "id") or name.startswith("on")
        ]

    def handle_endtag(self, tag: str) -> None:
        opened, children = self.open.pop() if self.open else ("nothing", 0)
        if opened != tag:
            self.faults.append(f"{tag} closes {opened}")
        if children != CHILDREN.get(tag, children):
            self.faults.append(f"{tag} has {children} children")


def body(tex: str) -> str:
    """The MathML without the element around it."""
    formula = markup(tex)
    assert formula is not None
    return re.sub(r"^<math[^>]*>|</math>$", "", formula)


def test_a_formula_is_one_element_with_its_tex_as_alternative_text() -> None:
    expected = '<math alttext="x&lt;y"><mrow><mi>x</mi><mo>&lt;</mo><mi>y</mi></mrow></math>'
    assert markup(" x<y ") == expected


def test_a_displayed_formula_is_a_block() -> None:
    assert str(markup("x", display=True)).startswith('<math display="block" ')


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        (r"\mathbb{R}^d", "<msup><mi>ℝ</mi><mi>d</mi></msup>"),
        (r"\boldsymbol{\theta}", "<mi>𝜽</mi>"),
        (r"\bm{x}", "<mi>𝒙</mi>"),
        (r"\mathscr{F}", "<mi>ℱ</mi>"),
        (r"{\cal P}", "<mi>𝒫</mi>"),
        (r"{\bf x}", "<mi>𝐱</mi>"),
        (r"\textbf{K}", "<mtext>𝐊</mtext>"),
        (r"\mathfrak{C}", "<mi>ℭ</mi>"),
        (r"\mathds{1}", "<mn>𝟙</mn>"),
    ],
)
def test_letters_of_another_alphabet_are_those_of_unicode(tex: str, expected: str) -> None:
    assert body(tex) == expected


def test_capital_greek_and_nabla_are_upright_and_small_greek_is_not() -> None:
    assert body(r"\Sigma\sigma\nabla") == (
        '<mrow><mi mathvariant="normal">Σ</mi><mi>σ</mi><mi mathvariant="normal">∇</mi></mrow>'
    )


def test_roman_letters_make_one_word() -> None:
    assert body(r"\mathrm{KL}") == '<mi mathvariant="normal">KL</mi>'
    assert body(r"\mathrm{d}x") == '<mrow><mi mathvariant="normal">d</mi><mi>x</mi></mrow>'


def test_the_name_of_a_function_is_an_operator_spaced_by_its_neighbours() -> None:
    assert body(r"n\log n") == '<mrow><mi>n</mi><mo lspace="0.167em" rspace="0.167em">log</mo><mi>n</mi></mrow>'
    assert body(r"\log(n)").startswith('<mrow><mo lspace="0" rspace="0">log</mo><mo stretchy="false">(</mo>')
    assert body(r"\arg\max").startswith('<mrow><mo lspace="0" rspace="0.167em">arg</mo>')


def test_a_sign_after_a_bracket_is_a_prefix_and_between_terms_it_is_not() -> None:
    assert '<mo form="prefix">−</mo>' in body("(-1)")
    assert "form" not in body("n-1")
    assert "form" not in body("|x|-1")


def test_brackets_grow_only_where_they_are_told_to() -> None:
    assert body("(x)").count('stretchy="false"') == 2
    assert body(r"\left(x\right)").count('stretchy="true"') == 2
    assert "stretchy" not in body(r"\begin{pmatrix}1\\2\end{pmatrix}")


@pytest.mark.parametrize(
    "tex",
    [
        "",
        r"\frac{1}",
        r"x_{1",
        "x}",
        r"\sysname_1",
        r"\left(x",
        "x_1_2",
        r"\text{a {b} c}",
        r"\def\x{\x\x}\x",
        r"\newcommand{\x}{y}\x",
        r"\unicode{x202E}",
        "&#x202E;",
        r"\href{javascript:alert(1)}{x}",
        "{" * 500 + "x" + "}" * 500,
        "x" * (LONGEST + 1),
        r"x & y",
        r"\begin{foo} x & y \\ z \end{foo}",
        r"\begin{tikzcd} A \arrow[r] & B \end{tikzcd}",
        r"\begin{aligned} x &= \sysname \end{aligned}",
        r"x + \cancel{y}",
        r"\bigl\sysname",
        r"\operatorname{\sysname}",
    ],
)
def test_what_cannot_be_converted_faithfully_is_not(tex: str) -> None:
    assert markup(tex) is None
    assert line(tex) is None


@pytest.mark.parametrize(
    "tex",
    [
        r"\text{<script>alert(1)</script>}",
        r"\style{color:red}{x}",
        r"\class{x}{y}",
        r"\textcolor{red}{x}",
        r"\colorbox{red}{<b>}",
        r"\hspace{9999em}x",
        r'\rule{1em"onclick="x}{2em}',
        r"\mathbin{<}\mathop{\rm a}",
        r"\boxed{x}\cancel{x}",
    ],
)
def test_nothing_that_could_act_on_the_page_comes_through(tex: str) -> None:
    assert Tree(markup(tex) or "").faults == []


def test_a_percent_sign_is_no_comment() -> None:
    assert line("10% of x") == line(r"10\% of x") == "10%ofx"


def cells(tex: str) -> list[list[str]]:
    """The text of each cell of the one table of a formula."""
    table = BeautifulSoup(markup(tex) or "", "html.parser").select_one("mtable")
    return [[cell.text for cell in row.find_all("mtd", recursive=False)] for row in table.find_all("mtr", recursive=False)]


TWO_PAIRS = [["x", "=1"], ["y", "=2"]]


@pytest.mark.parametrize(
    "name", ["align", "align*", "aligned", "split", "flalign", "alignat", "alignedat", "eqnarray", "eqnarray*"]
)
def test_lines_of_equations_are_set_against_each_other(name: str) -> None:
    columns = "{1}" if "at" in name else ""
    mark = "&=&" if name.startswith("eqnarray") else "&="
    tex = rf"\begin{{{name}}}{columns} x {mark} 1 \label{{a}} \nonumber \\[2pt] y {mark} 2 \\ \end{{{name}}}"
    assert cells(tex) == TWO_PAIRS
    assert line(tex) == "x = 1; y = 2"


@pytest.mark.parametrize("name", ["gather", "gather*", "gathered", "multline", "multline*", "equation", ""])
def test_lines_without_columns_are_rows_of_a_table(name: str) -> None:
    tex = r"x = 1 \\ y = 2"
    tex = rf"\begin{{{name}}} {tex} \end{{{name}}}" if name else tex
    assert cells(tex) == [["x=1"], ["y=2"]]
    assert line(tex) == "x = 1; y = 2"


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        *(rf"\begin{{{n}}} 1 & 2 \\ 3 & 4 \end{{{n}}}|1, 2; 3, 4".split("|") for n in ("matrix", "smallmatrix")),
        *((rf"\begin{{{n}}} 1 & 2 \\ 3 & 4 \end{{{n}}}", "(1, 2; 3, 4)") for n in ("pmatrix", "psmallmatrix", "pmatrix*")),
        (r"\begin{bmatrix*}[r] 1 \\ -2 \end{bmatrix*}", "[1; −2]"),
        (r"\begin{vmatrix} a \end{vmatrix}\begin{Vmatrix} b \end{Vmatrix}", "|a|‖b‖"),
        (r"\begin{array}{c|c} 1 & 2 \\ \hline 3 & 4 \end{array}", "1, 2; 3, 4"),
        (r"\begin{array}[t]{@{}l>{\quad}l@{}} 1 & 2 \end{array}", "1, 2"),
        (r"\begin{dcases} 1 & x>0 \\ 0 & \text{else} \end{dcases}", "{1, x > 0; 0, else"),
        (r"\begin{cases} x &= 1 \\ y &= 2 \end{cases}", "{x = 1; y = 2"),
        (r"\begin{rcases} a & b \end{rcases} c", "a, b}c"),
        (r"\sum_{\substack{i<n\\ j}} x", "∑_(i<n; j) x"),
        (r"\begin{equation}\begin{split} x &= 1 \\ &= 2 \end{split}\end{equation}", "x = 1; = 2"),
        (r"\left\{ \begin{aligned} x &= \begin{cases} 1 & a \end{cases} \end{aligned} \right.", "{x = {1, a"),
        (r"\operatorname*{arg\,max}_x f", "arg max_x f"),
        (r"\operatorname{arg~min}_x f, \operatorname{ess sup} g", "arg min_x f,ess sup g"),
        (r"\operatorname*{\mathbb{E}}_x f", "E_x f"),
        (r"\mathop{\mathrm{arg\,max}}\limits_x f", "arg max_x f"),
        (r"\bigl\{ x \bigr\}, \Big\| y \Big\|, \bigg\langle z \bigg\rangle", "{x},‖y‖,⟨z⟩"),
        (r"\left. f \right|_{x=0}, \left\{ x \middle| y \right\}", "f|_(x=0),{x|y}"),
        (r"\text{if $x>0$ and $y_{1}$}", "if x > 0 and y₁"),
        (r"x \sim p", "x ∼ p"),
        (r"\underset{x}{\operatorname{arg\,max}} f", "arg max_x f"),
    ],
)
def test_tables_and_operators_read_as_they_are_meant(tex: str, expected: str) -> None:
    assert line(tex) == expected
    assert Tree(markup(tex) or "<x>").faults == []


def test_the_name_of_an_operator_stands_above_its_limits_only_where_a_formula_is_displayed() -> None:
    tex = r"\operatorname*{arg\,max}_x f"
    name = '<mo lspace="0" rspace="0.167em">arg\u00a0max</mo>'
    assert f"<msub>{name}" in body(tex)
    assert f"<munder>{name}" in (markup(tex, display=True) or "")


def test_equations_get_no_numbers_of_their_own() -> None:
    assert "(1)" not in body(r"\begin{align}a&=b\end{align}")


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        ("O(n^3)", "O(n³)"),
        (r"\ell_1", "ℓ₁"),
        (r"\ell_\infty", "ℓ_∞"),
        (r"\tilde{\mathcal{O}}(1/ε^2)", "Õ(1/ε²)"),
        (r"n^{-1/\max\{d,2\}}", "n^(−1/max{d,2})"),
        (r"X\in R^{d\times d}", "X ∈ R^(d×d)"),
        (r"n\log^3 n", "n log³ n"),
        (r"\frac{d}α", "d/α"),
        (r"\frac{1}{n+1}", "1/(n+1)"),
        (r"\sqrt{\log n}", "√(log n)"),
        (r"\sqrt[3]{x}", "³√x"),
        (r"\min_x L(x)", "min_x L(x)"),
        (r"\sum_{i=1}^n x_i", "∑_(i=1)ⁿ x_i"),
        (r"\binom{n}{k}", "(n choose k)"),
        (r"\hat{x}\overline{ab}", "x̂ab"),
        (r"\begin{pmatrix}1&2\\3&4\end{pmatrix}", "(1, 2; 3, 4)"),
        (r"\mathcal{H}, \mathbb{R}", "H,ℝ"),
        (r"a\quad b", "a b"),
        (r"x^{*}, 90^\circ, f''", "x*,90°,f″"),
        (r"\text{if }x", "if x"),
    ],
)
def test_a_formula_reads_well_as_a_line_of_text(tex: str, expected: str) -> None:
    assert line(tex) == expected


def test_a_symbol_is_known_by_its_command() -> None:
    assert symbol(r"\lambda") == "λ"
    assert symbol(r"\sysname") is None


def test_a_backslash_is_a_symbol_and_no_unknown_command() -> None:
    assert line(r"A\backslash B") == "A\\B"


def test_an_accent_is_no_symbol_by_itself() -> None:
    assert symbol(r"\hat") is None


def test_faults_in_mathml_are_seen() -> None:
    assert Tree("<math><mi>x</math>").faults == ["math closes mi", "math is not closed"]
    assert Tree('<math><script></script><mi onclick="x">x</mi></math>').faults == [
        "script is no element of MathML Core",
        "onclick on mi",
    ]
    assert Tree("<mfrac><mi>x</mi></mfrac>").faults == ["mfrac has 1 children"]


SIGNS = list("xy2+-=<&#$'|()[]{}^_~%")
COMMANDS = [
    *(r"\frac", r"\sqrt", r"\sum", r"\log", r"\hat", r"\mathbb", r"\mathrm", r"\not", r"\over", r"\choose", r"\limits"),
    *(r"\left(", r"\right)", r"\middle|", r"\\", r"\{", r"\}", r"\cr", r"\begin{matrix}", r"\end{matrix}", r"\underbrace"),
    *(r"\begin{aligned}", r"\end{aligned}", r"\begin{array}{l}", r"\end{array}", r"\text{a $x$}", r"\big"),
    *(r"\text{a<b}", r"\operatorname{f}", r"\mathop", r"\textcolor{red}"),
]


@given(st.lists(st.sampled_from(SIGNS + COMMANDS), max_size=12).map(" ".join))
def test_whatever_is_converted_is_well_formed(tex: str) -> None:
    assert Tree(markup(tex) or "").faults == []
