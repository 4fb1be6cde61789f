"""Names before a number held against the list: what is told, and all that must stay untold."""

import pytest
from growth import is_linear

from refmgr.model import Mention
from refmgr.references.linking import link
from refmgr.references.mentions import find_mentions
from refmgr.references.parsing import parse_reference

LIST = tuple(
    parse_reference(raw, number=number, label=str(number))
    for number, raw in enumerate(
        (
            "Weinel S, Callen JP. Calcinosis cutis in dermatomyositis. Arch Dermatol 2004;140:365.",
            "Mukamel M, Horev G, Mimouni M. New insight into calcinosis. J Pediatr 2001;138:763-6.",
            "Fisler RE, Liang MG, Fuhlbrigge RC, et al. Aggressive management. J Am Acad Dermatol 2002.",
            "World Health Organization. Guidelines on pain. Geneva: WHO; 2012.",
            "Callen JP. Dermatomyositis. Lancet 2000;355:53-7.",
            "Müller-Lüdenscheidt H, Li W. Water in the skin. J Test 2010;3:4.",
            "Boulman N, Slobodin G. Calcinosis in rheumatic diseases. Semin Arthritis 2005;34:805.",
            "Li Q. On bone. J Test 2011;4:5.",
        ),
        1,
    )
)


def told(text, references=LIST):
    mentions = find_mentions(
        text, outside=(), numbers=[one.number for one in references], references=references
    )
    _, problems = link(mentions, references, None)
    return [one.message for one in problems if one.code == "name-number-disagree"]


DISAGREE = [
    # words, number, who stands there, and who is meant
    ("Mukamel et al.7 reported two children.", "“Mukamel et al.”", 7, "Boulman", 2),
    ("Mukamel et al. [7] reported two children.", "“Mukamel et al.”", 7, "Boulman", 2),
    ("As Mukamel et al.<sup>7</sup> reported.", "“Mukamel et al.”", 7, "Boulman", 2),
    ("As Mukamel and colleagues [7] said.", "“Mukamel and colleagues”", 7, "Boulman", 2),
    ("So say Weinel and Callen (7) as well.", "“Weinel and Callen”", 7, "Boulman", 1),
    ("It was Boulman [2] who said so.", "“Boulman”", 2, "Mukamel", 7),
    ("It was Callen (2000) [2] who said so.", "“Callen”", 2, "Mukamel", 5),
    ("Recently, Mukamel et al. [7,8] said so.", "“Mukamel et al.”", 7, "Boulman", 2),
    # nobody in the list fits the name: the number is wrong all the same
    ("Rossi et al. [7] reported two children.", "“Rossi et al.”", 7, "Boulman", None),
    ("Rossi et al. (2015) [7] reported it.", "“Rossi et al.”", 7, "Boulman", None),
    # "et al." in the entry hides people, but another entry fits the name
    ("Mukamel et al. [3] reported it.", "“Mukamel et al.”", 3, "Fisler", 2),
    ("Li et al. [7] reported it.", "“Li et al.”", 7, "Boulman", 8),
]  # fmt: skip
REST = {
    "[": " It hurts [1]. It heals [2]. It stays [5,6].",
    "<": " It hurts.<sup>1</sup> It heals.<sup>2</sup> It stays.<sup>5,6</sup>",
    "(7)": " It hurts (1). It heals (2). It stays (5,6).",
    "": " It hurts.1 It heals.2 It stays.5,6",
}


@pytest.mark.parametrize(("text", "words", "number", "printed", "meant"), DISAGREE)
def test_a_name_that_is_not_the_numbers_is_told(text, words, number, printed, meant):
    (message,) = told(text + next(rest for mark, rest in REST.items() if mark in text))
    assert words in message
    assert f"number {number} of the list is “{printed}" in message
    assert (f"It is probably number {meant}." in message) == (meant is not None)
    assert ("probably" in message) == (meant is not None)


AGREE = [
    "Mukamel et al. [2] reported it. So did Callen [5] and Weinel and Callen [1].",
    "The name is one of several authors, as Callen et al. [1] or Liang et al. [3] show.",
    "One of the numbers is his: Mukamel et al. [7,2]; or the next: Mukamel et al. [7], [2].",
    "Other spellings: Mueller-Luedenscheidt et al. [6], Muller-Ludenscheidt et al. [6].",
    "Half of a double name: Lüdenscheidt et al. [6]. A misprint: Mukammel et al. [2].",
    "The list cuts the people short: Rossi et al. [3] may be among them.",
    "A report does not print who wrote it: Rossi et al. [4].",
    "Not sure to be people: Germany and France [7], Crohn [7], WHO [7], Group Seven [7].",
    "Others [7] and LDH-A and LDH-B [7] are none. Like others [7]. In Mukamel [2].",
    "Not directly before: Mukamel et al. reported it [7]. By Mukamel et al. (Table 2) [7].",
    "Two after another: Mukamel et al. [2] and Boulman et al. [7] said so.",
    "The same number again: Callen [5] said, as others [2], that [5] is so.",
]


@pytest.mark.parametrize("text", AGREE)
def test_what_fits_or_leaves_doubt_is_not_told(text):
    assert told(text + REST["["]) == []


def test_a_name_and_number_are_told_once():
    assert len(told("Rossi et al. [7] said. Rossi et al. [7] say again." + REST["["])) == 1


def test_names_that_mostly_disagree_are_one_problem_of_the_list():
    families = ["Abel", "Bonn", "Carl", "Dorn", "Emil", "Falk", "Gerl", "Hahn"]
    listed = tuple(
        parse_reference(f"{family} A. Paper on {k}. J Test 200{k};1:1.", number=k, label=str(k))
        for k, family in enumerate(families, 1)
    )
    text = " ".join(
        f"{family} et al. [{k % 8 + 1}] said so." for k, family in enumerate(families, 1)
    )
    (message,) = told(text, listed)
    assert "8 of 8" in message
    assert "order" in message
    assert "“Abel et al.” and number 2" in message


def test_numbers_that_are_not_linked_are_not_judged():
    unlabelled = tuple(
        parse_reference(one.raw.partition(".")[2], number=one.number) for one in LIST[:4]
    )
    mentions = find_mentions("Rossi et al. [4] said so.", outside=(), numbers=range(1, 5))
    assert [one.code for one in link(mentions, unlabelled, 22)[1]] == ["numbers-unlinkable"]
    assert told("Rossi et al. [9] is not in the list." + REST["["]) == []


def test_many_names_take_linear_time():
    def judge(text):
        mentions = [
            Mention(
                start=k,
                end=k + 1,
                text="7",
                references=(7,),
                sentence=f"N{k} Rossi and Callen [7].",
            )
            for k in range(len(text))
        ]
        link(mentions, LIST * (len(text) // 50), None)

    assert is_linear(judge, "7", 1_600)
