"""Lists of references: found, parted, counted; the seeds give exactly what they print."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refmgr.references.lists import read_lists

SEEDS = Path(__file__).parents[2] / "seeds"
NAMES = {path.name[:3]: path for path in SEEDS.glob("*.txt")}


def seed(key):
    return NAMES[key].read_text(encoding="utf-8")


def people(record):
    """Return the names of a record as one text: family and initials as printed."""
    return ", ".join(
        person.literal or " ".join(filter(None, (person.particle, person.family, person.given)))
        for person in record.authors
    )


# number, authors, title, container, date, volume, issue, pages, DOI, note: all that is printed.
# fmt: off
SEED_002 = [
    (1, "Callen JP", "Dermatomyositis", "Lancet", "2000", "355", None, "53–7", "10.1016/s0140-6736(99)05157-0", None),
    (2, "Mukamel M, Horev G, Mimouni M", "New insight into calcinosis of juvenile dermatomyositis: A study of composition and treatment",
     "J Pediatr", "2001", "138", None, "763–6", "10.1067/mpd.2001.112473", None),
    (3, "Minami A, Suda K, Kaneda K, Kumakiri M", "Extensive subcutaneous calcification of the forearm in systemic lupus erythematosus",
     "J Hand Surg", "1994", "19", None, "638–41", "10.1016/0266-7681(94)90134-1", None),
    (4, "Fisler RE, Liang MG, Fuhlbrigge RC, Yalcindag A, Sundel RP",
     "Aggressive management of juvenile dermatomyositis results in improved outcome and decreased incidence of calcinosis",
     "J Am Acad Dermatol", "2002", "47", None, "505–11", "10.1067/mjd.2002.122196", None),
    (5, "Boulman N, Slobodin G, Rozenbaum M, Rosner I", "Calcinosis in rheumatic diseases",
     "Semin Arthritis Rheum", "2005", "34", None, "805–12", "10.1016/j.semarthrit.2005.01.016", None),
    (6, "Peñate Y, Guillermo N, Melwani P, Martel R, Hernández-Machín B, Borrego L",
     "Calcinosis cutis associated with amyopathic dermatomyositis: Response to intravenous immunoglobulin",
     "J Am Acad Dermatol", "2009", "60", None, "1076–7", "10.1016/j.jaad.2008.09.051", None),
    (7, "Ambler GR, Chaitow J, Rogers M, McDonald DW, Ouvrier RA",
     "Rapid improvement of calcinosis in juvenile dermatomyositis with alendronate therapy",
     "J Rheumatol", "2005", "32", None, "1837–9", None, None),
    (8, "Lobo IM, Machado S, Teixeira M, Selores M", "Calcinosis cutis: A rare feature of adult dermatomyositis",
     "Dermatol Online J", "2008", "14", None, "10", None, None),
]
SEED_003 = [
    (1, "Callen JP", "Dermatomyositis", "Lancet", "2000 Jan 1", "355", "9197", "53–7", None, None),
    (2, "Larralde M, Giachetti A, Cáceres MR, Rodríguez M, Casas J", "Calcinosis cutis following trauma",
     "Pediatr Dermatol", "2005 Jun", "22", "3", "227–9", None, None),
    (3, "Touart DM, Sau P", "Cutaneous deposition diseases. Part II",
     "J Am Acad Dermatol", "1998 Oct", "39", "4 Pt 1", "527–44", None, "quiz 545–6"),
    (4, "Bhatia S, Silverberg NB, Don PC, Weinberg JM", "Extensive calcinosis cutis in association with systemic lupus erythematosus",
     "Acta Derm Venereol", "2001 Dec", "81", "6", "446–7", None, None),
    (5, "Eich D, Scharffetter-Kochanek K, Weihrauch J, Krieg T, Hunzelmann N",
     ("Calcinosis of the cutis and subcutis: an unusual nonimmunologic adverse reaction to subcutaneous injections "
     "of low-molecular-weight calcium-containing heparins"),
     "J Am Acad Dermatol", "2004 Feb", "50", "2", "210–4", None, None),
    (6, "Boulman N, Slobodin G, Rozenbaum M, Rosner I", "Calcinosis in rheumatic diseases",
     "Semin Arthritis Rheum", "2005 Jun", "34", "6", "805–12", None, None),
    (7, "Nomura M, Okada N, Okada M, Yoshikawa K", "Large subcutaneous calcification in systemic lupus erythematosus",
     "Arch Dermatol", "1990 Aug", "126", "8", "1057–9", None, None),
    (8, "Minami A, Suda K, Kaneda K, Kumakiri M", "Extensive subcutaneous calcification of the forearm in systemic lupus erythematosus",
     "J Hand Surg Br", "1994 Oct", "19", "5", "638–41", None, None),
    (9, "Miteva L, Pramatarov K, Vassileva S", "Calcinosis cutis in childhood systemic lupus erythematosus",
     "J Eur Acad Dermatol Venereol", "2003 Sep", "17", "5", "611–2", None, None),
    (10, "Mukamel M, Horev G, Mimouni M", "New insight into calcinosis of juvenile dermatomyositis: a study of composition and treatment",
     "J Pediatr", "2001 May", "138", "5", "763–6", None, None),
    (11, "Weinel S, Callen JP", "Calcinosis cutis complicating adult-onset dermatomyositis",
     "Arch Dermatol", "2004 Mar", "140", "3", "365–6", None, None),
    (12, "Shehata R, al-Mayouf S, al-Dalaan A, al-Mazaid A, al-Balaa S, Bahabri S",
     "Juvenile dermatomyositis: clinical profile and disease course in 25 patients",
     "Clin Exp Rheumatol", "1999 Feb", "17", "1", "115–8", None, None),
    (13, "Fisler RE, Liang MG, Fuhlbrigge RC, Yalcindag A, Sundel RP",
     "Aggressive management of juvenile dermatomyositis results in improved outcome and decreased incidence of calcinosis",
     "J Am Acad Dermatol", "2002 Oct", "47", "4", "505–11", None, None),
]
SEED_001 = [
    (1, "Ansell BM", "Juvenile dermatomyositis", "Rheum Dis Clin North Am", "1991"),
    (2, "Finerman GA", "Heterotopic ossification following hip replacement or spinal cord injury. Two clinical studies with EHDP",
     "Metab Bone Dis Relat Res", "1981"),
    (3, "Shoemaker LR", "Expanding role of bisphosphonate therapy in children", "J Pediatr", "1999"),
    (4, "Packman LM", "Juvenile dermosynovitis, pathophysiology and disease expression", "Pediatr Clin North Am", "1995"),
    (5, "Hesla RB", "Milk of calcium fluid collection in dermatomyositis: ultrasound findings", "Pediatr Radiol", "1990"),
    (6, "Nielsen AO", "Dermatomyositis with universal calcinosis. A histopathological and electron optic study", "J Cutan Pathol", "1979"),
    (7, "Rider L", ("Elevations of interleukin-1 receptor antagonist (Il1RA), STNFR, S1L2R, and IL-10 in juvenile idiopathic "
     "inflammatory myopathies suggest a role for monocyte/macrophage and B lymphocyte anti-radium"), "Arthritis Rheum", "1998"),
    (8, "Murphy E", "Evidence for increased bone turnover in patients with dystrophic calcification", "Arthritis Rheum", "1996"),
    (9, "Ebrahimpour A", "Bisphosphonate therapy in acute and chronic bone loss", None, None),
    (10, "Gelder JM", ("In vitro and in vivo effects of tetrakis phosphonates on bone resorption, tumor osteolysis, "
     "ectopic calcification and macrophages"), "J Pharm Sci", "1997"),
    (11, "Bar-Oz B", "Myositis ossificans progressiva – a 10-year follow-up on a patient treated with etidronate disodium",
     "Acta Pediatr", "1994"),
]
# fmt: on


@pytest.mark.parametrize(("key", "expected"), [("002", SEED_002), ("003", SEED_003)])
def test_every_field_of_the_numbered_seed_lists(key, expected):
    found = [
        (
            reference.number,
            people(reference.record),
            reference.record.title,
            reference.record.container,
            reference.fields["date"][0],
            reference.record.volume,
            reference.record.issue,
            reference.record.pages,
            reference.record.doi,
            reference.fields.get("note", (None,))[0],
        )
        for reference in read_lists(seed(key)).references
    ]
    assert found == expected


def test_every_field_of_the_split_line_seed_list():
    references = read_lists(seed("001")).references
    found = [
        (
            reference.number,
            people(reference.record),
            reference.record.title,
            reference.record.container,
            reference.fields.get("date", (None,))[0],
        )
        for reference in references
    ]
    assert found == SEED_001
    assert [reference.record.et_al for reference in references] == [
        False, True, False, False, True, True, True, True, True, True, True,
    ]  # fmt: skip
    assert all(reference.label is None for reference in references)
    assert [reference.number for reference in references if reference.problems] == [9]
    assert references[8].problems[0].code == "incomplete-entry"


def test_full_dates_become_iso_dates():
    dates = [reference.record.date for reference in read_lists(seed("003")).references]
    assert dates[:3] == ["2000-01-01", "2005-06", "1998-10"]
    assert read_lists(seed("002")).references[0].record.date is None


@pytest.mark.parametrize("key", ["000", "004"])
def test_a_paper_without_a_list_gets_none(key):
    lists = read_lists(seed(key))
    assert lists.references == ()
    assert lists.spans == ()


def test_declared_counts_and_the_works_citing_a_paper():
    lists = read_lists(seed("001"))
    assert (lists.declared_references, lists.declared_cited_by) == (22, 125)
    cited_by = [(r.record.title, r.record.year, r.record.container) for r in lists.cited_by]
    assert cited_by == [
        (
            "Calcinosis Biomarkers in Adult and Juvenile Dermatomyositis",
            2020,
            "Autoimmunity Reviews",
        ),
        (
            "Tumor Necrosis Factor Inhibitors in Pediatric Rheumatology",
            2016,
            "Handbook of Systemic Autoimmune Diseases",
        ),
    ]
    assert [problem.code for problem in lists.problems] == ["references-incomplete"]
    assert "22" in lists.problems[0].message
    assert "11" in lists.problems[0].message


@pytest.mark.parametrize(
    ("key", "first", "last"),
    [
        ("001", "BM Ansell", "(1994)"),
        ("002", "1.Callen JP", "[PubMed] [Google Scholar]"),
        ("003", "1. Callen JP", "2002 Oct;47(4):505–11."),
    ],
)
def test_raw_is_the_printed_slice(key, first, last):
    text = seed(key)
    references = read_lists(text).references
    assert all(text[r.start : r.end] == r.raw for r in references)
    assert references[0].raw.startswith(first)
    assert references[-1].raw.endswith(last)


@pytest.mark.parametrize(
    ("key", "word"),
    [
        ("001", "[9,43,94]"),  # stands in the excerpt of a citing article
        ("001", "Reprint requests"),
        ("002", "Articles from"),
        ("003", "13. Fisler"),
    ],
)
def test_spans_cover_what_is_no_body(key, word):
    text = seed(key)
    at = text.index(word)
    assert any(start <= at < end for start, end in read_lists(text).spans)


@pytest.mark.parametrize(
    ("key", "word"), [("003", "END NOTE"), ("003", "Cite this article"), ("001", "apatite.4")]
)
def test_spans_leave_the_body_alone(key, word):
    text = seed(key)
    at = text.index(word)
    assert not any(start <= at < end for start, end in read_lists(text).spans)


A = "Larsen OP, Wu J. Milk of calcium in the elbow. J Elbow Surg. 2003;12:45-9."
B = "Abreu T, da Silva M. Calcinosis of the knee. Knee. 2011;3(2):100-4."
C = "Okafor N. Warfarin and calcium. Blood Rev. 1999;13:7."
BODY = "A girl was seen with lumps.\n\nShe was treated and recovered well over the years.\n\n"


@pytest.mark.parametrize(
    ("printed", "count"),
    [
        (f"References\n1. {A}\n2. {B}\n3. {C}\n", 3),
        (f"REFERENCES:\n\n[1] {A}\n\n[2] {B}\n\n[3] {C}\n", 3),
        (f"**References**\n\n(1) {A}\n(2) {B}\n(3) {C}\n", 3),
        (f"## Literatur\n\n- {A}\n- {B}\n- {C}\n", 3),
        (f"<h2>Bibliographie</h2>\n1 {A}\n2 {B}\n3 {C}\n", 3),
        (f"R E F E R E N C E S\n1.{A}\n2.{B}\n3.{C}\n", 3),
        (f"5. References\n1.\n{A}\n2.\n{B}\n3.\n{C}\n", 3),
        (f"References (3)\n{A}\n{B}\n{C}\n", 3),
        (f"Referencias\n\n{A}\n\n{B}\n\n{C}\n", 3),
        (
            f"Works Cited\n{A}\nCrossRef PubMed Google Scholar\n{B}\nGoogle Scholar\n{C}\nCrossRef\n",
            3,
        ),
        (f"References\n1. {A}\n", 1),
        (f"References\r\n1. {A}\r\n2. {B}\r\n", 2),
        (f"1. {A}\n2. {B}\n3. {C}\n", 3),  # no heading: the numbers tell
        ("References\nwill be sent on request.\n", 0),
        ("References\n", 0),
        ("", 0),
    ],
)
def test_lists_in_the_forms_that_people_paste(printed, count):
    text = BODY + printed
    references = read_lists(text).references
    assert len(references) == count
    assert all(text[r.start : r.end] == r.raw for r in references)
    titles = ["Milk of calcium in the elbow", "Calcinosis of the knee", "Warfarin and calcium"]
    assert [r.record.title for r in references] == titles[:count]


def wrapped(entry, width=38):
    lines, line = [], ""
    for word in entry.split():
        if line and len(line) + len(word) + 1 > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


def test_wrapped_entries_without_numbers_are_parted_by_what_they_look_like():
    text = BODY + "References\n" + "\n".join(wrapped(entry) for entry in (B, A, C)) + "\n"
    raws = [" ".join(r.raw.split()) for r in read_lists(text).references]
    assert raws == [B, A, C]


HEAD = "Larsen and Wu: Lumps of the elbow"
CUT = "1. Larsen OP, Wu J. Milk of calcium\n"
REST = "in the elbow. J Elbow Surg. 2003;12:45-9."


@pytest.mark.parametrize(
    "furniture",
    [f"{HEAD}\n17\n", f"17\n{HEAD}\n", f"\n\n{HEAD}\n\n\n", f"{HEAD}\n\f17\n", "\nPage 3 of 9\n\n"],
)
def test_page_furniture_inside_an_entry_stands_in_its_span_and_not_in_its_raw(furniture):
    text = f"{HEAD}\n{BODY}{HEAD}\n{BODY}References\n{CUT}{furniture}{REST}\n2. {B}\n"
    first, second = read_lists(text).references
    assert first.raw == CUT + REST
    assert text[first.start : first.end] == CUT + furniture + REST
    assert first.record.title == "Milk of calcium in the elbow"
    assert second.raw == text[second.start : second.end] == f"2. {B}"


def test_the_journal_of_an_entry_is_no_running_head_although_the_paper_stands_in_it():
    entries = "".join(
        f"- {name} et al.\n\nLumps of the {part}\n\nMolecular Knees\n\n(20{k:02})\n\n"
        for k, (name, part) in enumerate(
            [("A Wu", "elbow"), ("B Ono", "knee"), ("C Abreu", "hand"), ("D Larsen", "foot")], 1
        )
    )
    text = f"Molecular Knees\n\n{BODY}Molecular Knees\n\n{BODY}References (4)\n\n{entries}"
    references = read_lists(text).references
    assert [one.record.container for one in references] == ["Molecular Knees"] * 4
    assert all("Molecular Knees" in one.raw for one in references)


def test_several_works_of_an_entry_that_a_page_break_cuts_have_true_spans():
    text = (
        f"{HEAD}\n{BODY}{HEAD}\n{BODY}References\n[1] A. Wu, Phys. Knee 1, 5 (1961).\n[2] A. Wu, Phys.\n"
        f"{HEAD}\nKnee 15, 538 (1965); K. L. Ono, Phys. Knee 15,\n{HEAD}\n798 (1965).\n[3] T. Abreu, J 3, 1 (1970).\n"
    )
    _, former, latter, _ = read_lists(text).references
    assert former.raw == "[2] A. Wu, Phys.\nKnee 15, 538 (1965);"
    assert latter.raw == "K. L. Ono, Phys. Knee 15,\n798 (1965)."
    assert text[former.start : former.end] == f"[2] A. Wu, Phys.\n{HEAD}\nKnee 15, 538 (1965);"
    assert text[latter.start : latter.end] == f"K. L. Ono, Phys. Knee 15,\n{HEAD}\n798 (1965)."


def test_a_number_on_a_line_of_its_own_stays_in_raw_unless_it_ends_the_entry():
    text = f"{BODY}References\n1. Larsen OP. Milk of calcium. J Elbow Surg.\n2003\n;\n12\n:45-9.\n17\n2. {B}\n"
    first, _ = read_lists(text).references
    assert first.raw == "1. Larsen OP. Milk of calcium. J Elbow Surg.\n2003\n;\n12\n:45-9."
    assert first.record.year == 2003


@pytest.mark.parametrize(
    "trailer",
    [
        "Publisher's note\nThe publisher remains neutral.",
        "Cite this article as: Abreu T. Lumps. Knee 2012;4:1.",
        "Received: May 6, 2020",
        "Articles from Knee are provided here courtesy of Nobody",
        "Figure 1. Lumps before treatment in 2009.",
        "Similar articles",
        "View full text",
    ],
)
def test_the_last_entry_does_not_swallow_what_follows(trailer):
    text = f"{BODY}References\n1. {A}\n2. {B}\n{trailer}\n"
    assert read_lists(text).references[-1].raw == f"2. {B}"


def test_a_lost_number_costs_one_entry_only():
    text = f"{BODY}References\n1. {A}\n{B}\n3. {C}\n4. {A}\n"
    assert [r.number for r in read_lists(text).references] == [1, 3, 4]


def test_numbers_inside_entries_do_not_part_them():
    text = (
        f"{BODY}References\n1. Larsen OP, Wu J. Milk of calcium in the elbow. J Elbow Surg. 2003;12(Suppl\n"
        f"2):S45-9.\n2. {B}\n3. {C}\n"
    )
    assert [r.number for r in read_lists(text).references] == [1, 2, 3]


pieces = st.lists(
    st.sampled_from(
        [A, B, C, "1.", "2. ", "[3]", "•", "References", "Cited by (3)", "\n", "\r\n", "\f", " ", "(1999)", "2020, Knee",
         "Cite this article as:", "\x00", "*x*", "é", "𝔘", "doi:10.1000/x)", "...", "((((", "17"]
    ),
    max_size=40,
)  # fmt: skip


def is_cut_by_lines(printed, raw):
    """Tell whether `raw` is what is printed without some of its lines, the first and last kept."""
    lines = iter(printed.splitlines())
    kept = [line for line in raw.splitlines() if line.strip()]
    return (
        printed[:1] == raw[:1]
        and printed[-1:] == raw[-1:]
        and all(any(line.strip() == other.strip() for other in lines) for line in kept)
    )


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=300), pieces.map("\n".join), pieces.map("".join)))
def test_nothing_raises_and_every_span_is_exact(text):
    lists = read_lists(text)
    for reference in (*lists.references, *lists.cited_by):
        assert 0 <= reference.start < reference.end <= len(text)
        printed = text[reference.start : reference.end]
        assert printed == reference.raw or is_cut_by_lines(printed, reference.raw)
    assert all(0 <= start <= end <= len(text) for start, end in lists.spans)
    starts = [reference.start for reference in lists.references]
    assert starts == sorted(set(starts))
