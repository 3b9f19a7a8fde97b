import re
import time
import unicodedata
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from sitegen.text.markup import clean, doi_address, excerpt, html, markdown, plain, safe_url

ADDRESS = "https://github.com/X/Y"
LINK = f'<a href="{ADDRESS}">{ADDRESS}</a>'
INLINE = {"a", "em", "strong", "u", "s", "code", "sup", "sub"}
FORMULA = re.compile(r"<math [^>]*>.*?</math>")


class Inline(HTMLParser):
    """The faults of inline HTML: elements that are foreign, not closed or in the wrong order, links that are nested or act."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.feed(FORMULA.sub("", markup))
        self.close()
        self.faults += [f"{tag} is not closed" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in INLINE or (tag == "a" and "a" in self.open):
            self.faults.append(f"{tag} has no place here")
        for name, value in attrs:
            if (tag, name) != ("a", "href") or not re.match("https?://|mailto:", value or ""):
                self.faults.append(f"{name}={value}")
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"{tag} is closed")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"Schr\"odinger na\"ive H\"{o}lder {\"u}ber", "Schrödinger naïve Hölder über"),
        (r"\'e \`a \^o \~n \=a \.z \v{c} \c{c} \c c \H{o} \u{g} \k{a} \r{a}", "é à ô ñ ā ż č ç ç ő ğ ą å"),
        (r"{\'\i} na{\"\i}ve Dvo\v{r}\'ak", "í naïve Dvořák"),
        (
            r"Polyak-\L ojasiewicz, \o{}re, Stra\ss e, {\AA}ngstr\"om, \oe uvre",
            "Polyak-Łojasiewicz, øre, Straße, Ångström, œuvre",
        ),
        (r"it\'s what they\'ve", "it's what they've"),
        ("a ``direct'' map, a ''mild'' one, `lifts' it", "a “direct” map, a “mild” one, ‘lifts’ it"),
        ("1250--1350, a -- b, so---and", "1250–1350, a – b, so—and"),
        ("Loss? --A Framework", "Loss? –A Framework"),
        (r"70\% A\&B a\_b \$5 \#1 \{x\}", "70% A&B a_b $5 #1 {x}"),
        (r"e.g.\ names, 5\,000, co\-re, size\break of, so\ldots", "e.g. names, 5 000, core, size of, so…"),
        (r"ScaledGD(\lambda), 5\times larger, {\sim}3\%", "ScaledGD(λ), 5× larger, ~3%"),
        (r"{BERT}, {deep learning}, 10{,}000 of ImageNet-{21k}", "BERT, deep learning, 10,000 of ImageNet-21k"),
        (r"\textsc{Small} caps, \mbox{a box}, {\sc Name}, \LaTeX{} and \TeX", "Small caps, a box, Name, LaTeX and TeX"),
    ],
)
def test_tex_text_becomes_unicode(source: str, expected: str) -> None:
    assert plain(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"\emph{a} \textit{b} {\em c} {\it d}", "<em>a</em> <em>b</em> <em>c</em> <em>d</em>"),
        (r"\textbf{S}alient {\bf x}", "<strong>S</strong>alient <strong>x</strong>"),
        (r"\texttt{x} 2\textsuperscript{nd} H\textsubscript{2}O", "<code>x</code> 2<sup>nd</sup> H<sub>2</sub>O"),
        (
            r"\underline{\textbf{S}}tate s$\underline{\textbf{P}}$ace",
            "<u><strong>S</strong></u>tate s<u><strong>P</strong></u>ace",
        ),
        (r"\emph{a \textbf{b} {c}}", "<em>a <strong>b</strong> c</em>"),
        (
            "the *optimal* limit, *Tensor Programs*, **bold**.",
            "the <em>optimal</em> limit, <em>Tensor Programs</em>, <strong>bold</strong>.",
        ),
        (r"*a {b}* \emph{}", "<em>a b</em> "),
        ("Figure~1, nets~(SN)", "Figure\u00a01, nets\u00a0(SN)"),
    ],
)
def test_marks_become_elements(source: str, expected: str) -> None:
    assert html(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "2% and 7.95% of it",
        r"\cite{Li-Gaussier--10} and \sysname is \mathcal{O}(n) or \frac{m}{n}",
        "M^* in R^{n times k}, kappa^*(x), RoBERTa_{large}, mathcal{O}(d^2)",
        "A* search, tf*idf, F*R*I*E*N*D*S*, H1*-H2*, 2 * 3 * 4, 11.75%**, the *SEM 2012",
        "{src, mt} to {+2, 0} and {KK, GU}, {x",
        "} and { and {{ 7*7 }} and {% include %} and {{name}}",
        "around ~1% of 1M~60M, 2.2~+3.1, 10~20",
        "run --strict, a --> b, ----, 10'' wide, f''(x)",
        "$4, $8 and $10, from $500 to US$3000, $5-$10 (US$), a single $&!#* vector",
        r"\[1\] and \(see below\) and $ 5 $ and $x",
        r"\textbf{open",
        "www.example.org and http:// and nothttps://x.org",
        r"\href{javascript:alert(1)}{click}",
    ],
)
def test_what_is_not_understood_stays_as_it_is(source: str) -> None:
    assert plain(source) == source
    assert BeautifulSoup(html(source), "html.parser").get_text() == source


@pytest.mark.parametrize(
    ("source", "text", "markup"),
    [
        ("Salt &amp; <i>B. example</i>", "Salt & B. example", "Salt &amp; <em>B. example</em>"),
        ("CO<sub>2</sub>, Na<sup>+</sup>", "CO₂, Na⁺", "CO<sub>2</sub>, Na<sup>+</sup>"),
        ("2<SUP>nd</SUP> <b>x<em>y</em></b>", "2nd xy", "2<sup>nd</sup> <strong>x<em>y</em></strong>"),
        ("&lt;i&gt;a&lt;/i&gt; &amp;lt;b&amp;gt;c&amp;lt;/b&amp;gt;", "a c", "<em>a</em> <strong>c</strong>"),
        ("caf&eacute; &#8211; &#x2013; &#39;q&#39; &amp;amp; &nbsp;&hellip;", "café – – 'q' & …", "café – – 'q' &amp; \u00a0…"),
        ('<span style="color: red">a</span> <font size=2>b</font>', "a b", "a b"),
        (
            "<jats:p>One <jats:italic>two</jats:italic>.</jats:p><jats:p>Three</jats:p>",
            "One two. Three",
            " One <em>two</em>.  Three ",
        ),
        ("one<br>two<br/>three.<p>four", "one two three. four", "one two three. four"),
        ("<i>B. example in water</b>.", "B. example in water.", "B. example in water."),
        ("<i>a <b>b</i> c", "a b c", "<em>a b</em> c"),
        (f'<a href="{ADDRESS}">code</a>', f"code ({ADDRESS})", f'<a href="{ADDRESS}">code</a>'),
        ('<i onclick="x">y</i>', "y", "<em>y</em>"),
        ("<i>a { b</i>", "a { b", "a { b"),
    ],
)
def test_tags_and_entities_of_a_page_are_what_they_mean(source: str, text: str, markup: str) -> None:
    assert plain(source) == text
    assert html(source) == markup


@pytest.mark.parametrize(
    "source",
    [
        "p < 0.05 and q > 3, AT&T, R&D; Q&A; &params; &copy2024 &notit;",
        "<unk>, [MASK], <s> and </s>, <title>, <T> x<y, <a, b>, <NULL>, <subject, relation, object>",
        "a<b>c, List<B>, the <b> tag, a </i> b, H<sub>2O",
        "<script>alert(1)</script> <img src=x onerror=alert(1)> <a href=javascript:x>y</a>",
        "<math><mi>x</mi><foo/></math>, <math><msub><mi>x</mi></msub></math>, <math>",
    ],
)
def test_what_only_looks_like_a_tag_or_an_entity_stays(source: str) -> None:
    assert plain(source) == source
    assert BeautifulSoup(html(source), "html.parser").get_text() == source


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("$a<b>c$ and $x &lt; y$", "a < b > c and x < y"),
        ("<inline-formula><tex-math>$$z^2$$</tex-math></inline-formula>5", "z²5"),
        (
            (
                "<jats:alternatives><mml:math><mml:mi>z</mml:mi></mml:math><jats:tex-math>\\documentclass{x}\\begin{document}$z^2$"
                "\\end{document}</jats:tex-math></jats:alternatives>"
            ),
            "z²",
        ),
        (
            (
                '<mml:math display="inline"><mml:msub><mml:mi>x</mml:mi><mml:mn>2</mml:mn></mml:msub><mml:mo>&lt;</mml:mo>'
                '<mml:mfrac><mml:mi mathvariant="double-struck">R</mml:mi>'
                "<mml:mrow><mml:mi>n</mml:mi><mml:mo>+</mml:mo><mml:mn>1</mml:mn></mml:mrow></mml:mfrac></mml:math>"
            ),
            "x₂ < ℝ/(n+1)",
        ),
        ("<math><mover><mi>x</mi><mo>ˉ</mo></mover><msubsup><mi>a</mi><mi>i</mi><mn>2</mn></msubsup></math>", "x̅a_i²"),
        ("<math><msqrt><mi>d</mi></msqrt><mtext> if </mtext><mi>rank</mi><mo>}</mo></math>", "√d if rank}"),
    ],
)
def test_formulas_of_pages_are_formulas(source: str, expected: str) -> None:
    assert plain(source) == expected
    assert "<math" in html(source)
    assert "&lt;m" not in html(source)


def test_characters_that_no_page_carries_come_in_by_no_entity() -> None:
    assert plain("&#x202E;a&#8203;b&shy;c &#128; &#x92;") == "abc € ’"


def test_math_becomes_mathml_in_all_its_marks() -> None:
    for source in ("$x$", r"\(x\)"):
        assert html(source) == '<math alttext="x"><mi>x</mi></math>'
    for source in ("$$x=1$$", r"\[x=1\]"):
        assert html(source).startswith('<math display="block" alttext="x=1">')


def test_math_between_words_and_before_letters_is_found() -> None:
    assert plain(r"an $\ell_1$-norm of $3000$ sentences, about $2/$LR with $α\in(0,1]$") == (
        "an ℓ₁-norm of 3000 sentences, about 2/LR with α ∈ (0,1]"
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"at $\sim$70 K, 3$\times$4 cells", "at ∼70 K, 3×4 cells"),
        (r"$>$80\% of 2$\times$10$^{4}$ runs at 3$\sigma$", ">80% of 2×10⁴ runs at 3σ"),
        (r"$\alpha$2, $x$3, $-$4, 5$-$6, $|$z$|$7, $^*$8", "α2, x3, −4, 5−6, |z|7, *8"),
        (r"$n^2$3 and $p<0.1$4 and $[0,1]$5", "n²3 and p < 0.14 and [0,1]5"),
        (r"Ba$_2$5, 10$^{-3}$10$^5$, $\sim$$10^{5}$", "Ba₂5, 10⁻³10⁵, ∼10⁵"),
        (r"\(x\)1, \[x=1\]2, $$x=1$$3", "x1, x = 12, x = 13"),
        (r"the $2/$LR, $k$NN, non-$k$-x, ($k$), $L_2$s, $3$D, $1$-$2$", "the 2/LR, kNN, non-k-x, (k), L₂s, 3D, 1-2"),
        (r"$ x + y = 1 $ and $ \alpha $, $x $, $ x$", "x+y = 1 and α, x, x"),
        (r"5$\,$GeV, $5\,$TeV", "5 GeV, 5 TeV"),
        (r"for $n=5,$ then $3,$ $4$", "for n = 5, then 3, 4"),
        (r"the $125 GeV$ line", "the 125GeV line"),
        (r"$\text{if $x>0$ and $y_{1}$}$ or $$x \text{ for $z$}$$", "if x > 0 and y₁ or x for z"),
        (r"so \begin{align*} x &= 1 \\ y &= 2 \end{align*} holds", "so x = 1; y = 2 holds"),
        (r"unlike $7, $\mathcal{O}(n)$ and $\beta$ are", "unlike $7, O(n) and β are"),
        (r"$7 per $n$ items, 7$ per $n$ items, 7$ or $n$", "$7 per n items, 7$ per n items, 7$ or n"),
        (r"$7 ($\alpha$=1), $7-$\alpha$, $7k-$\beta$, A$7 or C$8 and $y$", "$7 (α=1), $7-α, $7k-β, A$7 or C$8 and y"),
        (r"价格是$7而参数$\alpha$很小", "价格是$7而参数α很小"),
    ],
)
def test_math_is_found_beside_digits_letters_and_money(source: str, expected: str) -> None:
    assert plain(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "between $7 and $12, $7–$12, $7-$12, $7/$12, ($7,$12), $7k-$12k",
        "US$ 7 million and $8, $7, US$ 8 and A$9",
        "$10^6-$10^9 and $ 7 and $ 8",
        "$n and$7, MO$T and B$OB, 20$/kg vs. 30$/kg, ($M) and ($K)",
        "价格$7，而$12",
        "we pay $$$ and $$ $$",
    ],
)
def test_money_and_words_between_dollars_are_no_math(source: str) -> None:
    assert plain(source) == source
    assert "<math" not in html(source)


def test_math_that_does_not_convert_stays_as_its_source() -> None:
    assert html(r"a $\sysname<1$") == r"a <code>$\sysname&lt;1$</code>"
    assert plain(r"a $\sysname<1$") == r"a $\sysname<1$"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (f"at {ADDRESS}.", f"at {LINK}."),
        (f"({ADDRESS}), {ADDRESS}; {ADDRESS}!", f"({LINK}), {LINK}; {LINK}!"),
        (rf"at \url{{{ADDRESS}}}.", f"at {LINK}."),
        (f"at {ADDRESS}{{{ADDRESS}}}.", f"at {LINK}."),
        (f"at {ADDRESS}{{here}}.", f'at <a href="{ADDRESS}">here</a>.'),
        (rf"\href{{{ADDRESS}}}{{the \emph{{code}}}}", f'<a href="{ADDRESS}">the <em>code</em></a>'),
        (rf"\footnote{{x}} {{{ADDRESS}}}", rf"\footnote{{x}} {{{LINK}}}"),
        ("https://x.org/a_(b),", '<a href="https://x.org/a_(b)">https://x.org/a_(b)</a>,'),
        (r"https://x.org/~u/a\_b", '<a href="https://x.org/~u/a_b">https://x.org/~u/a_b</a>'),
        ("https://x.org/?a=1&b=2", '<a href="https://x.org/?a=1&amp;b=2">https://x.org/?a=1&amp;b=2</a>'),
        (rf"\href{{{ADDRESS}}}{{see {ADDRESS}}}", f'<a href="{ADDRESS}">see {ADDRESS}</a>'),
    ],
)
def test_web_addresses_become_links_without_what_belongs_to_the_sentence(source: str, expected: str) -> None:
    assert html(source) == expected


def test_plain_text_keeps_the_address_behind_words() -> None:
    assert plain(rf"\href{{{ADDRESS}}}{{the code}}, {ADDRESS}{{here}}, \url{{{ADDRESS}}}") == (
        f"the code ({ADDRESS}), here ({ADDRESS}), {ADDRESS}"
    )


def test_text_for_a_link_has_no_links_of_its_own() -> None:
    assert html(rf"{ADDRESS} \href{{{ADDRESS}}}{{the *code*}}", links=False) == f"{ADDRESS} the <em>code</em>"


@pytest.mark.parametrize(
    "source",
    [
        "A & B <T> x<y \"q\" 'r'",
        "</script><script>alert(1)</script>",
        r"$\text{<script>alert(1)</script>}$",
        r"$x<y$ \url{javascript:alert(1)} \href{JavaScript:alert(1)}{x}",
        '\\href{https://x.org/"onclick="alert(1)}{x}',
        'https://x.org/"><img src=x onerror=alert(1)>',
        f"\\href{{{ADDRESS}}}{{\\href{{{ADDRESS}/b}}{{x}}}}",
        r"\emph{a *b} c* \textbf{$x{$",
        "{*a {b* c} \\emph{x",
    ],
)
def test_hostile_text_is_escaped_once_and_well_formed(source: str) -> None:
    assert Inline(html(source)).faults == []
    assert "<script" not in html(source)
    assert "&amp;lt;" not in html(source)


def test_faults_in_inline_html_are_seen() -> None:
    assert Inline("<em>x").faults == ["em is not closed"]
    assert Inline("<a href='javascript:x'><a></a></a>").faults == ["href=javascript:x", "a has no place here"]
    assert Inline("<b>x</b>").faults == ["b has no place here"]


def test_invisible_and_direction_changing_characters_are_taken_out() -> None:
    assert clean("\u202eevil\u202c a\u200bb \ufeffc\x00\x1b\xadd\ud800\U000e0041") == "evil ab cd"


def test_letters_and_their_accents_are_joined() -> None:
    assert clean("Scho\u0308n \u212b <\u0338") == "Schön Å ≮"


def test_joiners_stay_where_a_script_needs_them() -> None:
    assert clean("\u0645\u06cc\u200c\u062e a\u200cb") == "\u0645\u06cc\u200c\u062e ab"


def test_windows_quotes_that_were_read_as_controls_are_quotes() -> None:
    assert clean("the user\x92s \x93word\x94") == "the user’s “word”"


def test_line_and_page_breaks_of_all_kinds_are_spaces_in_plain_text() -> None:
    assert plain("a\u2028b\x0bc\x0cd\r\ne\u00a0f") == "a b c d e f"


def test_an_excerpt_ends_at_a_word_and_counts_its_ellipsis() -> None:
    assert excerpt("one two three", 13) == "one two three"
    assert excerpt("one two three", 12) == "one two…"
    assert excerpt("one two, three", 9) == "one two…"
    assert excerpt("one two three", 8) == "one two…"


def test_an_excerpt_of_one_long_word_is_cut_inside_it() -> None:
    assert excerpt("abcdefgh", 5) == "abcd…"


@pytest.mark.parametrize(
    ("doi", "expected"),
    [
        ("10.1000/182", "https://doi.org/10.1000/182"),
        ("10.1002/(SICI)1(1)2:3<4::AID-X5>3.0.CO;2-9", "https://doi.org/10.1002/(SICI)1(1)2:3%3C4::AID-X5%3E3.0.CO;2-9"),
        ("10.1000/a#b?c%20d[e]", "https://doi.org/10.1000/a%23b%3Fc%2520d%5Be%5D"),
    ],
)
def test_the_address_of_a_doi_leads_to_all_of_it(doi: str, expected: str) -> None:
    assert doi_address(doi) == expected
    assert safe_url(doi_address(doi)) == expected
    assert unquote(doi_address(doi)) == f"https://doi.org/{doi}"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://x.org/a?b=c&d#e", "https://x.org/a?b=c&d#e"),
        ("HTTP://x.org", "http://x.org"),
        ("mailto:a@b.org", "mailto:a@b.org"),
        ("papers/x/", "papers/x/"),
        ("../a b/ü.pdf", "../a%20b/%C3%BC.pdf"),
        ("/a%20b/100%", "/a%20b/100%25"),
        (" #top ", "#top"),
        ("?q=x:y", "?q=x:y"),
        ("https://x.org/<b>\"'{}", "https://x.org/%3Cb%3E%22'%7B%7D"),
    ],
)
def test_safe_addresses_pass_encoded(url: str, expected: str) -> None:
    assert safe_url(url) == expected


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "java\u200bscript:alert(1)",
        "javascript%3Aalert(1):x",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://x.org",
        "//evil.org",
        "/\\evil.org",
        "\\\\evil.org",
        "http:evil.org",
        "http:///evil.org",
        "https://",
        "https://x.org:port/",
        "https://[::1",
        'https://x"y/',
        "https://x.org\ud800",
        "",
        "  ",
    ],
)
def test_unsafe_addresses_are_refused(url: str) -> None:
    assert safe_url(url) is None


def test_markdown_gives_paragraphs_lists_tables_footnotes_and_math() -> None:
    soup = BeautifulSoup(
        markdown("Text[^1] *x* $a<b$\n\n- one\n\n|a|b|\n|:-|-:|\n|1|2|\n\n$$\nx\n$$\n\n[^1]: Note.\n"), "html.parser"
    )
    assert [soup.select_one(name) is not None for name in ("p em", "p math", "ul li", "table td", "div.footnotes li#fn1")] == [
        True
    ] * 5
    assert soup.select_one("div math")["display"] == "block"
    assert soup.select_one("td.align-right").text == "2"
    assert "style=" not in str(soup)


def test_headings_of_markdown_have_distinct_ids_to_link_to() -> None:
    headings = BeautifulSoup(markdown("# About us\n## About *us*\n### !!!\n"), "html.parser").select("[id]")
    assert [heading["id"] for heading in headings] == ["about-us", "about-us-1", "section"]


def test_html_in_markdown_is_shown_as_text() -> None:
    assert markdown("<script>alert(1)</script>\n\n<b>x</b> {{ 7*7 }}") == (
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n<p>&lt;b&gt;x&lt;/b&gt; {{ 7*7 }}</p>\n"
    )


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "java&Tab;script:alert(1)", "data:text/html,x", "vbscript:x", "//evil.org", "tel:1"]
)
def test_unsafe_links_and_images_of_markdown_are_text(target: str) -> None:
    assert re.search("<a|<img", markdown(f"[x]({target}) ![x]({target}) <{target}>\n\n[y]\n\n[y]: {target}\n")) is None


def test_money_in_markdown_is_no_math() -> None:
    assert markdown("from $5 to $10") == "<p>from $5 to $10</p>\n"


def test_math_that_does_not_convert_stays_as_its_source_in_markdown() -> None:
    assert r"<code>$\sysname&lt;1$</code>" in markdown(r"a $\sysname<1$")


def test_markdown_is_cleaned_and_knows_all_line_ends() -> None:
    assert markdown("a\u202e\r\n\r\nb\rc") == "<p>a</p>\n<p>b\nc</p>\n"


@pytest.mark.parametrize(
    "piece",
    [
        "{",
        "}",
        "$",
        r"\(",
        r"\[",
        "*a",
        "*a*",
        "`",
        "''",
        "--",
        "~a",
        "\\",
        r"\emph{",
        r"\href{",
        r"\a{",
        r"\a[",
        "{*a ",
        "$x_{",
        *(
            "<i>",
            "</i>",
            "<b><i>",
            "<i>x</b>",
            "<a a='",
            "&amp;",
            "&amp;amp;",
            "<math>",
            "<math><mi>",
            "<inline-formula>",
            "<p>",
        ),
        *("<alternatives>", "<alternatives><tex-math>", "<tex-math></tex-math>", r"\begin{align}", r"\text{$"),
    ],
)
def test_time_grows_with_the_length_of_hostile_text(piece: str) -> None:
    start = time.process_time()
    html(piece * (20_000 // len(piece)))
    assert time.process_time() - start < 1


def test_time_grows_with_the_length_of_a_hostile_address() -> None:
    start = time.process_time()
    html("https://x.org/" + "(" * 10_000 + ")" * 20_000)
    assert time.process_time() - start < 1


PIECES = [
    *(
        "word ",
        "x",
        "2 ",
        "é",
        "<b>",
        "</b>",
        "<i>",
        "</i>",
        "<br>",
        "&amp;",
        "&lt;",
        "&#36;",
        "<math><mi>",
        "</mi></math>",
        "&",
        '"',
        "'",
        "''",
        "``",
        "`",
        "-",
        "--",
        "---",
        "~",
        "%",
        "*",
        "**",
        "_",
        "^",
        " ",
    ),
    *(
        "{",
        "}",
        "$",
        "$$",
        "$x$",
        "$x_{",
        r"\(",
        r"\)",
        r"\[",
        r"\]",
        "\\",
        "\\\\",
        r"\emph{",
        r"\textbf{",
        r"{\em ",
        r"\'e",
        r"\v{c}",
    ),
    *(
        r"\L ",
        r"\lambda",
        r"\foo{x}",
        r"\url{https://x.org}",
        r"\href{https://x.org}{",
        r"\href{javascript:x}{",
        "https://x.org/a{",
    ),
    *("https://x.org", "\u202e", "\u200b", "\x00", "\ud800"),
]
SOURCES = st.lists(st.sampled_from(PIECES), max_size=15).map("".join)


@given(SOURCES | st.text())
def test_any_text_gives_well_formed_html_that_can_be_written(source: str) -> None:
    assert Inline(html(source)).faults == []
    assert clean(html(source)) == unicodedata.normalize("NFC", html(source))
    html(source).encode()


@given(SOURCES | st.text())
def test_any_text_gives_one_line_of_plain_text(source: str) -> None:
    assert plain(source) == " ".join(clean(plain(source)).split())


@given(st.text(st.characters(exclude_characters="\\{}$`~*'-", exclude_categories=["C", "Z"]) | st.just(" ")))
def test_text_without_marks_is_only_escaped(source: str) -> None:
    assert plain(source) == " ".join(clean(source).split())
    # The x because Beautiful Soup takes nothing but blanks for one blank.
    assert BeautifulSoup(f"x{html(source)}", "html.parser").get_text() == f"x{clean(source)}"


@given(st.lists(st.sampled_from([piece for piece in PIECES if not re.search(r"\$|\\[()\[\]]", piece)]), max_size=15))
def test_no_word_among_marks_is_lost(marks: list[str]) -> None:
    words = [f"word{number}" for number, _ in enumerate(marks)]
    source = "".join(f"{mark}{word} " for mark, word in zip(marks, words, strict=True))
    assert re.findall(r"word\d+", plain(source)) == words


@given(SOURCES)
def test_markdown_of_any_text_has_no_address_that_acts(source: str) -> None:
    soup = BeautifulSoup(markdown(source), "html.parser")
    assert [node for node in soup.select("[href],[src]") if safe_url(str(node.get("href") or node.get("src"))) is None] == []
