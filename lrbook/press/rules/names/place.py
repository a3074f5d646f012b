"""A place in a text or in a row: a step, a chapter, a table, an equation, a theorem, a page; an issue of a journal."""

import re
from http import HTTPStatus

from lrbook.press.rules.names import BEHIND, END, NO_QUANTITY

PASSES = (
    "Step 3, Chapter 2, Table 5, Figure 3a, figure 12 shows it, Theorem 2.1",
    "Lemma 4, Section 12.3, Appendix A.3, Item 3.",
    "Section 12.3 treats it; step 3 repeats; the exit code 1 means it.",
    "In equation (4), Eq. 4, Eqs. (3)–(5), (cf. Fig. 2), §3, §§ 3–4, page 117, p. 12, pp. 12–14, vol. 3, no. 4.",
    "From (4) it follows, see (3); combining (3) and (4).",
    "Sections 3, 4 and 5, cases 6 to 8, lines 12–14, and steps 1-3; Part II; type 2; class 0; port 8000.",
    "Chest pain of type 4 means none. Runway 09L, seat 12A, and Form 1040 are known; elements 21, 31 and 32.",
    "Erlang, [2, p. 5], and [7, Theorem 3.2]; HTTP status 429, a 404 page, status 404 means it.",
    "It answers 502 Bad Gateway, or another 5xx code; with error 404 it ends.",
    "Section 8(2) of the act, and Table 3(a); Article 6(1)(f) of the law; a 401(k) plan.",
    "Row 3 and column 4; groups 1 and 2; the digits 0 to 9; student 17 left; after epoch 5, in iteration 10 it stops.",
    "Fold 5 and batch 12; tubes 3 and 4; along axis 0, at index 7; bus 42 runs on highway 66.",
    "In its Review 16(2), 117–120 or 16(2): pp. 117–120.",
)
FAILS = {
    "In section 7, 303 rows.": "303",
    "In sections 5 and 6, 303 rows.": "303",
    "In case 99 patients come.": "99",
    "Versions 28 of them.": "28",
    "Steps 303 long.": "303",
    "Case 1: 28.": "28",
    "It is many (28).": "28",
    "In group 28 patients came.": "28",
    "The column 0.1 wide.": "0.1",
    "Digits 28 long.": "28",
    "A step 0.1 long.": "0.1",
    "In class 84 %.": "84 %",
    "In fold 28 patients came.": "28",
    "The index 0.97 is high.": "0.97",
    "It is 16(2).": "16",
    "It is 16(x) − 3.": "16",
    "Costs lie in [3, 5].": "3",
    "The cost is [39].": "39",
    "We found 404 errors.": "404",
    "The error 303 is high.": "303",
    "A 303 patient study.": "303",
    "404 Bad Gateway is what came.": "404",
    "200 OKs came.": "200",
    "At status 303 patients came.": "303",
}
DEEP = (
    "section chapter figure table equation theorem lemma corollary proposition definition example exercise remark "
    "appendix algorithm listing problem property conjecture axiom annex supplement"
).replace(" ", "|")
SHORT = (
    r"\b(?i:figs?|tabs?|eqs?|eqns?|sects?|secs?|chs?|chaps?|thms?|defs?|props?|pp?|vols?|nos?|nrs?|app|alg|ll?|fn)\.\s?"
)
PLAIN = (
    "step page line item part volume issue number case class rule picture note footnote question answer type stage "
    "phase level slide lecture lesson day week layer task experiment scenario option principle assumption claim "
    "point paragraph article clause act scene verse panel box plate track port channel room question requirement "
    "criterion code base category hypothesis grade round book unit reference ref slot ticket form runway gate seat "
    "route zone status element chromosome residue pin patient participant subject problem volume plate building "
    "row column cell group cluster node epoch iteration trial session team player student customer digit bit byte "
    "tube lane batch fold module axis index bus highway"
).replace(" ", "|")
NUMBER = r"(?:\d+(?:\.\d+)*[a-z]?(?:\([1-9a-z]\)){0,3}|[A-Z](?:\.\d+)+|\(\d+(?:\.\d+)*[a-z]?\))"
STATUS = "|".join(rf"{status.value}\s{re.escape(status.phrase)}" for status in HTTPStatus)
CODES = "|".join(str(status.value) for status in HTTPStatus if status.value >= HTTPStatus.BAD_REQUEST)
"""Those of the codes that an error has."""
TAIL = rf"(?:(?:,\s{NUMBER})*(?:,?\s(?:and|or|to|through)\s|\s?[–-]\s?){NUMBER})"
PLACE = rf"(?i:{DEEP})\s(?!0\.){NUMBER}|(?i:{PLAIN})\s(?:\d+(?:[A-Za-z]|(?:\([1-9a-z]\)){{1,3}})?|\(\d+\))"
NAME = re.compile(
    rf"{BEHIND}\b(?:{PLACE}){END}|\b(?:{PLACE}){NO_QUANTITY}"
    rf"|\b(?i:{DEEP}|appendice|{PLAIN})e?s\s{NUMBER}{TAIL}+{END}"
    r"|\b(?i:from|in|by|see|using|into|combining)\s\(\d{1,2}(?:\.\d+)*[a-z]?\)(?:\s(?:and|to)\s\(\d{1,2}(?:\.\d+)*[a-z]?\))?"
    r"|(?<![\w.,])\d{1,3}\(\d{1,3}\)[,:]\s?(?:pp?\.\s?)?\d+(?:[–-]\d+)?(?![\w%]|[.,]\d|\s?%)"
    rf"|\[\d{{1,3}},\s(?=(?:{SHORT}|§+\s?|(?i:{DEEP})s?\s){NUMBER})"
    r"|(?<![\w.,(])\d{1,4}(?:\([a-z]\)(?:\(\d\))?)(?!\w|\s?[%=×*+/−-])"
    rf"|\b(?:{STATUS})\b|\b[1-5]xx\b|\berror\s(?:{CODES}){END}"
    r"|(?<=\b[Aa]\s)[1-5]\d\d(?=\s(?:error|response|status|page|redirect)\b)"
    rf"|(?:{SHORT}|§+\s?|№\s?){NUMBER}{TAIL}*{END}"
)
