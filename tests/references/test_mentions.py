"""In-text citations: the five seeds at their exact places, every printed form, every look-alike."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from growth import is_linear
from hypothesis import given, settings
from hypothesis import strategies as st

from refmgr.model import Person, Record, Reference
from refmgr.references.mentions import find_mentions

SEEDS = Path(__file__).parents[2] / "seeds"
GOLD = Path(__file__).parents[3] / "shared" / "data" / "mentions"
HEADING = re.compile(r"^#*\s*REFERENCES?\b.*$", re.MULTILINE | re.IGNORECASE)


def seed(name):
    (path,) = SEEDS.glob(f"{name}_*.txt")
    return path.read_bytes().decode()


def mentions_of_seed(name, listed):
    text = seed(name)
    heading = HEADING.search(text)
    outside = [(heading.start(), len(text))] if heading else []
    return find_mentions(text, outside=outside, numbers=range(1, listed + 1))


def found(text, listed=40, **options):
    mentions = find_mentions(text, outside=(), numbers=range(1, listed + 1), **options)
    return [(one.text, list(one.references)) for one in mentions]


SEED_MENTIONS = [
    ("000", 0, [(266, "1,2"), (1423, "3"), (3390, "2,4"), (3539, "5,6"), (3646, "7"),
                (3743, "8,9"), (3761, "10"), (4277, "4,5,11,12")]),
    ("001", 11, [(1507, "4")]),
    ("001", 0, [(1507, "4")]),
    ("002", 8, [(4592, "1"), (4936, "2,3"), (5040, "4"), (5259, "2,5,6"), (5689, "2"),
                (5814, "7"), (6045, "8")]),
    ("003", 13, [(752, "2,3"), (1325, "1"), (3801, "2,3"), (4065, "4"), (4161, "5,6"),
                 (4326, "7,8"), (4468, "4"), (4655, "6,9"), (5057, "1"), (5206, "6"),
                 (5367, "6,11"), (5452, "1,12,13"), (5519, "1"), (5622, "6"), (5705, "6")]),
    ("004", 0, [(167, "1"), (1718, "2"), (1975, "3"), (2291, "2"), (10403, "1"), (10662, "4"),
                (11227, "5"), (11431, "6"), (11656, "7"), (11743, "6"), (12041, "5"),
                (12416, "3"), (12527, "8,9"), (12682, "2"), (13058, "10"), (13544, "11"),
                (13915, "12"), (14221, "13"), (14454, "13"), (14817, "14"), (14885, "15"),
                (15062, "16"), (15457, "17"), (15660, "18"), (16281, "19,20"), (16664, "3"),
                (16864, "21"), (17096, "21"), (17190, "3"), (17598, "3"), (18144, "22"),
                (18352, "23")]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "listed", "expected"), SEED_MENTIONS)
def test_seed_mentions_stand_where_they_are_printed(name, listed, expected):
    text = seed(name)
    mentions = mentions_of_seed(name, listed)
    assert [(one.start, one.text) for one in mentions] == expected
    for one in mentions:
        assert text[one.start : one.end] == one.text
        assert list(one.references) == [int(number) for number in one.text.split(",")]


LOOK_ALIKES = [
    ("000", 0, "A 3.5-year-old girl"), ("000", 0, "gene 5 antibody"), ("000", 0, "15 mg/m 2/week"),
    ("000", 0, "monthly 2 g/kg"), ("000", 0, "500 mg/m2 cyclo"), ("000", 0, "30-70% of"),
    ("000", 0, "2021;36(2):302-304"), ("000", 0, "(1 mg/kg)"), ("000", 0, "class-I"),
    ("000", 0, "+90 505 - 434 31 90"), ("000", 0, "(Figure 1)"), ("000", 0, "06560 Yenimahalle"),
    ("001", 11, "IL-1β, and TNF-α"), ("001", 11, "(J Pediatr 2001;138:763-6)"),
    ("001", 11, "150 to 200 mg/mL"), ("001", 11, "in 2 children"), ("001", 11, "[93]"),
    ("001", 11, "[9,43,94]"), ("001", 11, "after 2.5 years"), ("001", 11, "References (22)"),
    ("002", 8, "Feroze Kaliyadan 1, S Venkitakrishnan 1"), ("002", 8, "[Figure 1]"),
    ("002", 8, "20× showing"), ("002", 8, "alendronate 10 mg once"), ("002", 8, "previous 4 years"),
    ("002", 8, "anti-SCL 70 were"), ("002", 8, "Mukamel et al. reported a case"),
    ("003", 13, "Rojith K B<sup>a</sup>"), ("003", 13, "30<sup>th</sup>"),
    ("003", 13, "(figure 2)"), ("003", 13, "2. Dr. Suresh R"), ("003", 13, "40-70 percent"),
    ("004", 0, "8 to 30 mg/kg/d"), ("004", 0, "25% in zinc oxide"), ("004", 0, "1g/1.73m2 per"),
    ("004", 0, "(Figure 4,5,6,7&8)"), ("004", 0, "(Figure 11,12,&13)"), ("004", 0, "anti-CD20"),
    ("004", 0, "C3 and \nC4"), ("004", 0, "(2-4 mg/kg/d)"), ("004", 0, "7340/mm3"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "listed", "look_alike"), LOOK_ALIKES)
def test_look_alikes_of_the_seeds_are_refused(name, listed, look_alike):
    text = seed(name)
    places = [match.span() for match in re.finditer(re.escape(look_alike), text)]
    assert places
    for mention in mentions_of_seed(name, listed):
        assert not any(mention.start < end and start < mention.end for start, end in places)


FORMS = [
    ("Calcinosis is common [1]. It hurts [ 33 ], and more [2, 5-7].", "bracket",
     [("1", [1]), ("33", [33]), ("2, 5-7", [2, 5, 6, 7])]),
    ("Known since long [1]-[4], and again [6]–[8].", "bracket",
     [("1]-[4", [1, 2, 3, 4]), ("6]–[8", [6, 7, 8])]),
    (r"Escaped in Markdown \[1,2\] and \[3\].", "bracket", [("1,2", [1, 2]), ("3", [3])]),
    ("Parts of one entry.[ 4a ] Others.[ 5b, 6 ]", "bracket", [("4a", [4]), ("5b, 6", [5, 6])]),
    ("Pain (1), swelling (2, 3) and ulcers (4-6). Others differ (7) or agree (8)-(10).",
     "parenthesis", [("1", [1]), ("2, 3", [2, 3]), ("4-6", [4, 5, 6]), ("7", [7]),
                     ("8)-(10", [8, 9, 10])]),
    ("Deposits<sup>2,3</sup> of calcium.<sup>4–6</sup> See<SUP>7</SUP> too.", "superscript",
     [("2,3", [2, 3]), ("4–6", [4, 5, 6]), ("7", [7])]),
    ("Deposits (<sup>2</sup>) of calcium.<sup>7),(8</sup> More.<sup>9)-(11</sup>", "superscript",
     [("2", [2]), ("7),(8", [7, 8]), ("9)-(11", [9, 10, 11])]),
    ("Pandoc writes it so.^1,2^ Others so$^{3}$ or so^4^.", "superscript",
     [("1,2", [1, 2]), ("3", [3]), ("4", [4])]),
    ("Deposits²˒³ of calcium.⁴⁻⁶ Further work¹⁰,¹² followed.", "superscript",
     [("²˒³", [2, 3]), ("⁴⁻⁶", [4, 5, 6]), ("¹⁰,¹²", [10, 12])]),
    ("It leads to lipodystrophy.2,4 Tissue injury follows.3 Weber et al.10 said, in part,7 so.5–8",
     "superscript",
     [("2,4", [2, 4]), ("3", [3]), ("10", [10]), ("7", [7]), ("5–8", [5, 6, 7, 8])]),
    ("It leads to lipodystrophy. 2,4 Tissue injury follows. 3 Weber et al. 10 saw it in skin 5,8 .",
     "superscript",
     [("2,4", [2, 4]), ("3", [3]), ("10", [10]), ("5,8", [5, 8])]),
    ("Known.1 Since 2014.7 The method of 2016,8 though, in patients9),(10 helps.2 Some agree.3",
     "superscript", [("1", [1]), ("7", [7]), ("8", [8]), ("9),(10", [9, 10]), ("2", [2]), ("3", [3])]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "style", "expected"), FORMS)
def test_every_printed_form_is_read(text, style, expected):
    assert found(text) == expected
    mentions = find_mentions(text, outside=(), numbers=range(1, 41))
    assert {one.style for one in mentions} == {style}


REFUSED = [
    "A steady state [1]. The interval [0, 1] and the statistic F[1,12] = 8.4; calix[4]arene.",
    "A steady state [1]. Backwards [9-3], too long [1-99], beyond the list [3-900], [007].",
    "A steady state [1]. In <sup>18</sup>F-FDG, 10<sup>5</sup> cells, 3 m<sup>2</sup>, ²³Na, m².",
    "A steady state [1] (2) with strays.3 Of other⁴ forms<sup>5</sup>.",
]


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_marker_in_a_bracket_text(text):
    assert found(text) == [("1", [1])]


GENES = (
    "Calcinosis hurts.1 The calcinosis of childhood5 grows. In childhood it heals.2 CD8 and CD4"
    " cells, CD20, IL6 and H2O2, HepG2, p53 and M1 were seen at 40 mg/m2 or 12 kg/m2 and 7000/mm3."
    " Ca2+ rose 3-fold (Table 3, Fig.4, vol.6 no.5) in 1.73 m2; p < .05, 1:1, χ2, SF-36. In week12"
    " she healed.3 Calcinosis came back in Group4 or Phase2, ratio 1,2;3,4. It ended.4"
)


def test_names_units_and_labels_are_no_flattened_superscripts():
    assert [text for text, _ in found(GENES, listed=30)] == ["1", "5", "2", "3", "4"]


def test_the_document_tells_names_from_words():
    """The same kind of word, once bare all over the text, once never without a number."""
    text = (
        "Pain is common.1 The TME is acid.2 In the TME cells die.3 A TME heals. The TME rests."
        " Cells leave the TME4. Then HMGB4 rises.5 HMGB1 falls.6 HMGB4 again.7"
    )
    assert [text for text, _ in found(text, listed=8)] == ["1", "2", "3", "4", "5", "6", "7"]


def test_numbers_glued_to_a_year_or_a_numbered_name():
    text = (
        "CTLA-4 binds.1 CTLA-4 blocks.2 CTLA-4 stops.3 Trials ran between 2016 and 20214 and more"
        " came.5 It needs CTLA-46 to work.7"
    )
    assert [numbers for _, numbers in found(text, listed=7)] == [[n] for n in range(1, 8)]


def test_affiliations_of_authors_are_no_mentions():
    text = (
        "A case of calcinosis\n\nAnna Weber<sup>1</sup>, Paul Keller<sup>1,2</sup>\n\n"
        "<sup>1</sup>Department of Dermatology\n\nCalcinosis hurts.<sup>1</sup> It heals.<sup>2</sup>"
    )
    assert found(text) == [("1", [1]), ("2", [2])]


def test_enumerations_are_no_round_markers():
    text = (
        "We asked: (1) is it safe, (2) is it good, and (3) is it cheap? It is common (4), painful"
        " (5), rare (6), old (7) and new (8), see Eq. (9), J Test 2001;36(2):3."
    )
    assert [numbers for _, numbers in found(text, listed=10)] == [[4], [5], [6], [7], [8]]


def test_other_papers_markers_outside_the_body_are_ignored():
    text = "It hurts [1]. It heals [2].\nCited by (9)\nFluid collects [1] and drains [2]."
    mentions = find_mentions(text, outside=[(28, len(text))], numbers=range(1, 3))
    assert [one.start for one in mentions] == [10, 24]
    shuffled = find_mentions(text, outside=[(40, len(text)), (28, 50)], numbers=range(1, 3))
    assert shuffled == mentions


def test_numbers_beyond_a_cut_list_stay_lone_ones_do_not():
    cut = "One [1]. Two [2]. Three [3]. Four [4]. Five [5]."
    assert [numbers for _, numbers in found(cut, listed=3)] == [[1], [2], [3], [4], [5]]
    assert [numbers for _, numbers in found("One [1]. Two [2]. A code [95].", listed=3)] == [
        [1],
        [2],
    ]


def test_without_a_list_the_markers_tell_the_highest_number():
    text = "It hurts.1 It heals.2,3 It comes back.4 One drug.302 helps CD8 cells.5"
    mentions = find_mentions(text, outside=(), numbers=())
    assert [one.text for one in mentions] == ["1", "2,3", "4", "5"]


def reference(number, raw, year, *families, et_al=False):
    people = tuple(Person(family=family) for family in families)
    return Reference(number=number, raw=raw, record=Record(authors=people, year=year, et_al=et_al))


LIST = (
    reference(1, "Berlyne, D. E. 1960. Conflict.", 1960, "Berlyne"),
    reference(2, "Berlyne, D. E. 1971. Aesthetics.", 1971, "Berlyne"),
    reference(3, "Keller P, Weber A. 2014. On calcium.", 2014, "Keller", "Weber"),
    reference(4, "Keller P, Braun C, Wolf D. 2014. On bone.", 2014, "Keller", "Braun", "Wolf"),
    reference(5, "Müller-Lüdenscheidt H. 2008a. Water.", 2008, "Müller-Lüdenscheidt"),
    reference(6, "Müller-Lüdenscheidt H. 2008b. Ducks.", 2008, "Müller-Lüdenscheidt"),
    reference(7, "de Vries T, Jansen K. 2003. Canals.", 2003, "de Vries", "Jansen"),
    reference(8, "World Health Organization. 2019. Guideline.", 2019, "World Health Organization"),
    reference(9, "Abel A, Bonn B, Carl C. 2020. One.", 2020, "Abel", "Bonn", "Carl"),
    reference(10, "Abel A, Dorn D, Emil E. 2020. Two.", 2020, "Abel", "Dorn", "Emil"),
)

NAMED = [
    ("It is so (Berlyne, 1960, 1971).", [("Berlyne, 1960", [1]), ("1971", [2])]),
    ("Berlyne's (1960) theory holds.", [("Berlyne's (1960)", [1])]),
    ("Two of them (Keller & Weber, 2014) say so.", [("Keller & Weber, 2014", [3])]),
    ("Three (e.g., Keller et al. 2014; de Vries and Jansen 2003).",
     [("Keller et al. 2014", [4]), ("de Vries and Jansen 2003", [7])]),
    ("See Muller-Ludenscheidt (2008b).", [("Muller-Ludenscheidt (2008b)", [6])]),
    ("As often (Müller-Lüdenscheidt 2008a, b).", [("Müller-Lüdenscheidt 2008a", [5]), ("b", [6])]),
    ("Guidelines (WHO 2019) exist.", [("WHO 2019", [8])]),
    ("Nobody decides (Abel et al., 2020).", [("Abel et al., 2020", [9, 10])]),
    ("Somebody does (Abel, Dorn, et al., 2020).", [("Abel, Dorn, et al., 2020", [10])]),
    ("In 2014 we saw 12 patients; Weber (2014) is not first author.", []),
    ("Mukamel et al. (2001) is not in the list, March 2014 neither.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_names_and_years_are_held_against_the_references(text, expected):
    assert found(text, listed=10, references=LIST) == expected


def test_names_and_years_do_not_ask_in_which_order_the_list_stands():
    text = " ".join(printed for printed, _ in NAMED)
    last = len(LIST) + 1
    turned = [replace(one, number=last - one.number) for one in reversed(LIST)]
    forth, back = (
        [(one.start, one.end, sorted(one.references)) for one in find_mentions(
            text, outside=(), numbers=range(1, last), references=listed)]
        for listed in (LIST, turned)
    )  # fmt: skip
    assert [
        (start, end, sorted(last - n for n in numbers)) for start, end, numbers in back
    ] == forth


MERGED = (
    reference(1, "R Core Team . 2022. R: A Language for Computing. Vienna: R Foundation. Mayfield"
              " Graphics . 2019. “Drawing Cells.” Keller P, Weber A. (2014). On calcium.",
              2022, "R Core Team"),
    reference(2, "Berlyne, D. E. 1971. Aesthetics, after a lecture of 1960. Conflict Press.", 1971,
              "Berlyne"),
    reference(3, "Weber, A. 2014. Calcium again.", 2014, "Weber"),
)  # fmt: skip

IN_MERGED = [
    ("Done with R (R Core Team 2022) and others.", [("R Core Team 2022", [1])]),
    ("Drawn (Mayfield Graphics 2019).", [("Mayfield Graphics 2019", [1])]),
    ("As known (Keller & Weber, 2014).", [("Keller & Weber, 2014", [1])]),
    # an entry of its own goes before one inside another
    ("As known (Weber, 2014).", [("Weber, 2014", [3])]),
    # what follows a year inside an entry is not always another entry
    ("As known (Conflict Press 1960; Vienna 2019).", []),
]


@pytest.mark.parametrize(("text", "expected"), IN_MERGED)
def test_two_references_in_one_entry_are_both_found(text, expected):
    assert found(text, listed=3, references=MERGED) == expected


def test_names_and_years_win_over_stray_numbers_only_where_they_are_the_majority():
    named = "So (Berlyne 1960). So (Keller & Weber 2014). So (de Vries & Jansen 2003), see (2)."
    assert {one.style for one in find_mentions(
        named, outside=(), numbers=range(1, 11), references=LIST
    )} == {"author-year"}  # fmt: skip
    numbered = "One [1]. Two [2,3]. Three [4-6]. Keller et al. (2014) found it [7]."
    assert {one.style for one in find_mentions(
        numbered, outside=(), numbers=range(1, 11), references=LIST
    )} == {"bracket"}  # fmt: skip


SECTIONS = [
    ("ABSTRACT\n\nIt hurts [1].", "ABSTRACT"),
    ("Intro line\n\n4. Results and discussion \n\nIt hurts [1].", "4. Results and discussion"),
    ("x\nDiscussion\nIt hurts [1].", "Discussion"),
    ("# A title\n\nIt hurts [1].", None),
    ("# A title\n\n## **Case 2**\n\nIt hurts [1].", "Case 2"),
    ("A letter\n\nIt hurts [1].", None),
    ("Discussion\n\nText.\n\nFigure 2. Calcium in the skin, after Weber [1].", "figure legend"),
    ("Discussion\n\nText.\n\nTable 1\n\nDrugs that were tried by Weber [1]", "table"),
    ("Discussion\n\nFigure 2 shows what Weber saw [1].", "Discussion"),
]


@pytest.mark.parametrize(("text", "section"), SECTIONS)
def test_a_mention_knows_its_section(text, section):
    (mention,) = find_mentions(text, outside=(), numbers=[1])
    assert mention.section == section


def test_sections_of_the_seeds():
    sections = {name: {one.section for one in mentions_of_seed(name, listed)}
                for name, listed in (("000", 0), ("001", 11), ("003", 13), ("004", 0))}  # fmt: skip
    assert sections == {
        "000": {None},
        "001": {"Discussion"},
        "003": {"ABSTRACT", "INTRODUCTION", "DISCUSSION"},
        "004": {"Abstract", "Introduction", "Results and discussion"},
    }


SEED_SENTENCES = [
    ("000", 0, 3390, "It is associated with delay in diagnosis and treatment, inadequate therapy,"),
    ("000", 0, 3390, "treatment, inadequate therapy, organ involvement, joint contractures and"),
    ("000", 0, 3761, "Mukamel et al.10 reported two children with JDM who had presented with"),
    ("002", 8, 5040, "Aggressive management of juvenile dermatomyositis is said to decrease the"),
    ("002", 8, 5040, "incidence of calcinosis.[4]"),
    ("003", 13, 5452, "by aggressive early treatment¹,¹²,¹³ but is very difficult to treat when"),
    ("004", 0, 167, "CREST syndrome, dermatomyositis and systemic lupus erythematosus [1]."),
    ("004", 0, 1975, "Among these, the most represented are dermatomyositis and limited forms of"),
    ("004", 0, 1975, "limited forms of systemic scleroderma [3]."),
]


@pytest.mark.parametrize(("name", "listed", "start", "sentence"), SEED_SENTENCES)
def test_sentences_of_the_seeds_are_readable(name, listed, start, sentence):
    (mention,) = (one for one in mentions_of_seed(name, listed) if one.start == start)
    assert sentence in mention.sentence
    assert mention.sentence.count(". ") <= 1


PIECES = st.sampled_from(
    ["[1]", "[2,3", "]", "(4)", "<sup>5</sup>", "<sup>", "²", "¹⁰⁻¹²", "skin.5,6 ", "CD8", " 7 ", "\n",
     "\n\n", "et al.", "Weber 2014a, b", "(Berlyne 1960", "^3^", "^{", "1,2", "–", "Figure 1.", "# ",
     "Discussion", " the ", "β", "\ud800", "\x00", "１", "٣", "¼"]
)  # fmt: skip


@given(
    text=st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join)),
    listed=st.integers(0, 30),
    outside=st.lists(st.tuples(st.integers(0, 250), st.integers(0, 250)), max_size=3),
)
@settings(max_examples=250, deadline=None)
def test_whatever_the_text_mentions_lie_in_it_in_order(text, listed, outside):
    outside = [(min(pair), max(pair)) for pair in outside]
    numbers = range(1, listed + 1)
    mentions = find_mentions(text, outside=outside, numbers=numbers, references=LIST[:listed])
    last = 0
    for one in mentions:
        assert last <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.text
        assert one.references
        assert all(number > 0 for number in one.references)
        assert not any(one.start < end and start < one.end for start, end in outside)
        last = one.end


@pytest.mark.parametrize(
    "piece", ["[1", "7", "(", "]", "[", "a", "1,", "<sup>", "\n", "et al. ", "^{"]
)
def test_hostile_text_takes_linear_time(piece):
    def search(text):
        assert find_mentions(text, outside=(), numbers=range(1, 61), references=LIST) == ()

    assert is_linear(search, piece, 80_000)


LEAST_F1 = [
    ("native", "bracket", 0.98), ("native", "superscript", 0.97), ("native", "supparen", 0.95),
    ("native", "authoryear", 0.97), ("sup_html", "superscript", 0.99),
    ("sup_unicode", "superscript", 0.99), ("sup_spaced", "superscript", 0.95),
    ("synth_superscript", "superscript", 0.96),
]  # fmt: skip


@pytest.mark.gold
@pytest.mark.skipif(not GOLD.is_dir(), reason="no gold data beside the project")
@pytest.mark.parametrize(("variant", "style", "least"), LEAST_F1)
def test_gold_articles_are_linked_well(variant, style, least):
    from refmgr.references.parsing import parse_reference

    right = said = wanted = 0
    for path in sorted((GOLD / variant).glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if gold["style"] != style:
            continue
        text = path.with_suffix(".txt").read_bytes().decode()
        printed = () if style != "authoryear" else tuple(
            parse_reference(one["text"], number=one["n"]) for one in gold["references"]
        )  # fmt: skip
        mentions = find_mentions(
            text,
            outside=[(text.rindex("\nReferences\n"), len(text))],
            numbers=[one["n"] for one in gold["references"]],
            references=printed,
        )
        markers = [one for one in gold["markers"] if any(map(str.isdigit, one["text"]))]
        hits = {
            (marker["start"], number)
            for one in mentions
            for marker in markers
            if one.start < marker["end"] and marker["start"] < one.end
            for number in set(one.references) & set(marker["refs"])
        }
        right += len(hits)
        said += sum(len(one.references) for one in mentions)
        wanted += sum(len(set(marker["refs"])) for marker in markers)
    assert 2 * right / (said + wanted) >= least
