"""A year, a span of years or a decade, where the words say that it is one."""

import re

from lrbook.press.rules.names import AMOUNT, NO_QUANTITY

PASSES = (
    "In 1958 Rosenblatt built it; it was used until 1972, and since then by few.",
    "The 2016 paper, the original 1986 article and the winter of 1974.",
    "In 1958, 1969 and 1986; between 1990 and 1995; from 1990 to 1995; 1990–1995.",
    "Smith (1998), (Smith et al., 1998; Jones & Day, 2001a), [Smith, 1998, p. 3], © 1988.",
    "Fisher's paper of 1936; Minsky's 1969 book; Cauchy, 1847; Bishop [2006]; the 1970 census.",
    "The crisis of 2007–2008 began; the 23 problems of 1900; his third law, of 1619, came late.",
    "In spring 2020 the school closed. In one week of 2019, over three months of 1998 and 1999, by the end of 2005.",
    "As of 2024 it is frozen; Copyright © 2015–2020 by Day; Copyright 2019 Day. The society, founded 1851, is older.",
    "Day (born 1903) built it. First published 1949, it was soon forgotten.",
    "Smith, born 1777, died 1855; Jones (b. 1912; d. 1954).",
    "The tower (c. 1620) was rebuilt circa 1700; the bridge (c.1620) was built c.1710, its gate in c. 1720.",
    "1909: Erlang counts calls. It dates back to 1909.",
    "The 1960s, the mid-1990s, the 80s; 300 BC, AD 79.",
)
FAILS = {
    "In 1985 patients it was seen.": "1985",
    "It has 1988 rows.": "1988",
    "In the year 1988 rows.": "1988",
    "A total of 1988.": "1988",
    "The total of 1988.": "1988",
    "The error, of 1988, is high.": "1988",
    "The mean of 1800 was high.": "1800",
    "A week of 1800 visitors.": "1800",
    "A day of 303 steps.": "303",
    "In spring 2000 visitors come.": "2000",
    "Half of 1800 is less.": "1800",
    "Smith counts (1988.5).": "1988.5",
    "In 1500 ms.": "1500",
    "It rose by 1500.": "1500",
    "A 1500 word text.": "1500",
    "1990–1995 patients.": "1990",
    "We published 1988 rows.": "1988",
    "Published 1988 times.": "1988",
    "The valve released 2000.": "2000",
    "It is back to 303.": "303",
    "As of 303 it is over.": "303",
    "As of 2000 steps it holds.": "2000",
    "Born 1988 grams heavy.": "1988",
    "It died 1988 times.": "1988",
    "1988: that is the number of rows.": "1988",
    "303: Patients seen.": "303",
    "It has c.1988 rows.": "1988",
}
YEAR = r"(?:1\d|20)\d\d"
RECENT = r"(?:1[6-9]\d\d|20[0-4]\d)"
SPAN = rf"{YEAR}(?:\s?[–/-]\s?(?:{YEAR}|\d\d))?"
SEVERAL = rf"{SPAN}(?:(?:,\s|,?\s(?:and|or|to)\s){SPAN})*{NO_QUANTITY}"
RECENT_SPAN = rf"{RECENT}(?:\s?[–/-]\s?(?:{RECENT}|\d\d))?"
TIMES = "day|week|weekend|month|season|spring|summer|autumn|winter|beginning|end"
"""Parts of a year. A half or a quarter may be one of a number."""
WHOSE = r"(?:(?i:the|a|an|this|that|their|his|her|its|our|original|famous|seminal)|\w+[’']s)"
NAME = re.compile(
    rf"(?:\b(?i:in|since|until|till|before|during|circa|late|early|mid|years?)[\s-]|(?:^|[.,]\s)(?i:by|after)\s){SEVERAL}"
    rf"|\b(?i:by|after|around|between|from)\s(?={RECENT}){SEVERAL}"
    rf"|\b{WHOSE}\s{RECENT}{NO_QUANTITY}(?=\s[A-Za-z])"
    rf"|\b(?:[Tt]he|\w+[’']s)\s(?:\S+\s){{0,2}}(?!(?:{AMOUNT})\b)[A-Za-z]+\sof\s{RECENT_SPAN}{NO_QUANTITY}"
    rf"|\b(?!(?:{AMOUNT})\b)[A-Za-z]+,\sof\s{RECENT_SPAN}(?=[,.;)])"
    rf"|\b(?:{TIMES})s?\sof\s(?={RECENT}){SEVERAL}|\b(?i:spring|summer|autumn|winter)\s(?={RECENT}){SEVERAL}"
    rf"|\b(?:paper|article|book|essay|report|thesis|work)s?\sof\s{YEAR}(?![.,]\d|\w)"
    rf"|\b(?i:as\sof|copyright|back\sto)\s{RECENT_SPAN}{NO_QUANTITY}"
    rf"|(?:^|[.,;(]\s?|\b(?i:first|was|were)\s)(?i:founded|established|born|died|published|released|[bd]\.)\s{RECENT_SPAN}{NO_QUANTITY}"
    rf"|(?:^|\n){RECENT_SPAN}(?::|\s[–—])(?=\s[A-Z])"
    rf"|\b(?i:in|since|until|built|founded|established|born|died|published|written)\sca?\.\s?{RECENT_SPAN}{NO_QUANTITY}"
    rf"|[(©]\s?(?:ca?\.\s?)?{SPAN}[a-z]?(?=[);,:]|\.?\s*$|\s(?:[A-Z]|by\b))"
    rf"|(?:\b[A-Z][\w’'-]+|\bal\.),?\s[(\[]?{SPAN}[a-z]?(?:,\s(?:{YEAR})?[a-z]?)*(?=[\]);]|,\sp)"
    rf"|\b[A-Z][\w’'-]+,\s{YEAR}(?=[.,;]?\s*$|[.;,]\s)"
    rf"|\b{YEAR}[–/]{YEAR}{NO_QUANTITY}"
    r"|\b(?:(?:1\d|20)\d0|(?<=the\s)\d0|(?<=[’'])\d0)[’']?s\b"
    r"|\b\d{1,4}\s?(?:BCE?|CE|AD)\b|\bAD\s\d{1,4}\b",
)
