"""A number directly after a capitalised word or an acronym: together they are the name of a thing.

The first word of a sentence has its capital anyway. So "Rows 303" is no name there, but "Python 2 is" one, because the
sentence speaks of one thing.
"""

import re
from collections.abc import Set

from lrbook.press.rules.names import AMOUNT, BEHIND, END, FINITE, NO_QUANTITY

PASSES = (
    "With Python 3.11, Ubuntu 22.04 and CUDA 12; NumPy 2.4 or newer; on Apollo 11; CC BY 4.0.",
    "By RFC 2119, ISO 8601, ISO/IEC 27001:2013, IEEE 754-2019, HTTP 404 and PEP 8; in Python 3.10, 3.11 and 3.12.",
    "The S&P 500 and the CAC 40. Apollo 11 took off.",
    "Chrome 120 and Firefox 121 draw it. Llama 2, Phi 3 and others do. Node.js 20 is needed.",
    "Python 3.11, NumPy and others are needed.",
    "MNIST 2018 is another. PyTorch 2 came later. Python 2 is old. A Raspberry Pi 4 is enough. RFC 2119 defines it.",
)
FAILS = {
    "Rows 303 and on.": "303",
    "About 28 of it.": "28",
    "About 28 is enough.": "28",
    "It began. Over 9000 came.": "9000",
    "It was. The 28.": "28",
    "With Python 400 times slower.": "400",
    "In Cleveland 303 patients.": "303",
    "Take 303, and on.": "303",
    "Rows 303 like it.": "303",
    "An AUC 0.91 high.": "0.91",
    "At UCI 303 rows.": "303",
    "The MSE is 28.": "28",
    "MSE 4.8 is high.": "4.8",
    "Accuracy 84 was reached.": "84",
    "With an RMSE 12 points lower.": "12",
    "At BMI 31 it begins.": "31",
    "The PDF 84 %.": "84 %",
    "It is what I 28 saw.": "28",
    "On Apollo 11, 4.8 was the cost.": "4.8",
    "With NumPy 2.1, 15.7 was the mean.": "15.7",
    "In Table 3 and 303.5 later.": "303.5",
}
NEVER = (
    "The|An?|Its?|Is|Are|Was|Were|Has|Had|Have|In|On|At|By|Of|Or|And|To|For|From|With|Without|About|Over|Under|Above|Below"
    "|Only|Nearly|Almost|Exactly|Roughly|Some|All|Each|Every|These|Those|This|That|There|Then|Than|Between|Up|Down|Least"
    "|Most|More|Less|Per|Plus|Minus|Times|Equals|Approximately|Around|Not|No|Just|Even|Both|Other|Another"
    "|Overall|Altogether|Together|Today|Tomorrow|Yesterday|Now|Here|Once|Often|Sometimes|Always|Never"
    "|Perhaps|Maybe|Thus|Hence|So|Therefore|Still|Later|Earlier|Soon|Again|Also|Meanwhile|Instead|However|Moreover"
    "|Among|Within|During|Before|After|Since|Until|Through|Beyond|Besides|Near|Beside|Across|Against|Behind|Via"
    "|If|When|While|Where|As|But|Because|Although|Unless|Whether|What|Which|Who|How|Why|We|You|He|She|They|One"
    "|NOT|ONLY|OVER|ABOUT|THE|OF|IS|AND|OR|IN|TO|BY|AT|ALL"
)
"""Words of grammar, and adverbs: with a capital, too, they make no name of what follows."""
MEASURES = (
    "R?MSE|MAE|MAPE|RSS|SSE|SD|SE|AUC|ROC|IoU|mAP|BLEU|P?SNR|AIC|BIC|IQR|HR|OR|RR|CI|BMI|IQ|GDP|GPA|FPS|RPM|VIF|ESS"
)
"""Quantities that are known by their letters: what follows is how large they are."""
NAMELESS = rf"(?!(?:{NEVER}|(?i:{AMOUNT})s?)\b)"
ADVERB = r"(?![A-Z][a-z]+ly\b)"
CAPITALISED = rf"(?<=[^.!?:|—\n(\[“\"]\s){NAMELESS}[A-Z][a-z][\w’'-]*"
START = r"(?:^|(?<=[.!?;]\s))"
DOES = "added|removed|introduced|changed"
"""What one thing did, such as a version."""
RELEASED = (
    r"needs|supports|ships(?=\swith)|requires|drops|replaces|removes|deprecates|installs"
    "|replaced|deprecated|dropped|renamed|fixed|gained|doubled|made"
)
"""What a version does as well. Behind a decimal number they speak of one: how many there are would be whole."""
RELEASE = rf"{START}{NAMELESS}{ADVERB}[A-Z][a-z][\w-]*(?=\s[1-9]\d*\.\d+\s(?:{DOES}|{RELEASED})\b)"
FIRST = (
    rf"{START}{NAMELESS}{ADVERB}(?P<first>[A-Z][a-z][\w-]*)(?:(?<!s)(?=\s\d+(?:\.\d+)*\s(?:{FINITE}|{DOES})\b)"
    rf"|(?=\s[1-9]\d*\.\d+\s(?:{FINITE})\b)"
    rf"|(?=\s[1-9]\d*(?:\.\d+)?(?:,|\s(?:and|or))\s{NAMELESS}[A-Z]\w+\s[1-9]\d*(?:\.\d+)?\b{NO_QUANTITY})"
    r"|(?=\s[1-9]\d*\.\d+,\s[A-Z]\w*[A-Z]))"
)
"""The first word of a sentence, if what follows the number speaks of one thing, or names another beside it."""
THE = (
    rf"{BEHIND}\b(?:[Tt]he|[Aa]n?)\s(?:{NAMELESS}[A-Z][\w-]*\s){{0,2}}?"
    rf"{NAMELESS}(?P<the>[A-Z][a-z][\w-]*)(?<!s)(?<!ian)(?<!ish)(?<!ese)"
)
"""A name behind an article: no article stands before a name and a count. What is of a place is no name of a thing."""
OF_IT = (
    r"(?!\s(?:people|men|women|children|data|are|were|have|had|times|per|percent|of|or"
    r"|(?![a-z]*[aeiouy])[a-z]{1,3}|[kMG]?[A-Z])\b)"
)
"""So a noun may follow, also one of several: "the Apollo 13 astronauts"."""
INSIDE = (
    rf"(?<![\w/&+-])(?!(?:{NEVER}|(?:[A-Z]{{2,4}}-)?(?:{MEASURES}))\b)"
    r"(?:[\w/&+-]{0,20}[A-Z][\w/&+-]{0,20}[A-Z][\w/+#-]{0,20}|[a-z]{1,20}[A-Z]\w{0,20}|[A-Z][a-z]{1,20}\.[a-z]{2,3})"
)
"""A word with capitals or a point inside, wherever it stands."""
VALUE = r"\d+(?:\.\d+)*[a-z]?(?:(?<=\d)[:/-]\d+)*(?:\+(?!\d)|\.x|\(\d{1,3}\))?"
MORE = r"(?:(?:(?:,\s\d+\.\d+)+,?)?\s(?:and|or)\s|–)\d+\.\d+"
"""Further versions, behind one that has a point: a decimal number that only follows a name is no part of it."""
NUMBER = rf"(?:\s(?:BY|[Vv]ersion|[Rr]elease))?\s(?!0\.)(?:\d+\.\d+{MORE}|{VALUE})"
NAME = re.compile(rf"(?:{CAPITALISED}|{INSIDE}){NUMBER}{NO_QUANTITY}|(?:{RELEASE}|{BEHIND}{INSIDE}){NUMBER}{END}")
UNLESS_USED = re.compile(rf"{FIRST}{NUMBER}{END}|{THE}{NUMBER}{END}{OF_IT}")
"""Names unless the page has their word without a number: *cholesterol*, or, behind an article, *Cleveland*."""


def is_used(name: re.Match[str], used: Set[str]) -> bool:
    """Return whether a page uses the word of a name without a number, so that the number is no part of it."""
    return (name["first"] or name["the"]).lower() in used or name["the"] in used
