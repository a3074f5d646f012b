"""An address or an identifier: a link, a file, a DOI, an ISBN, an address in a network, a commit, a colour."""

import re

PASSES = (
    "See https://example.org/2019/05, www.example.org/4.8, example.org/28, someone@1and1.com",
    "It is 127.0.0.1:8000, localhost:80.",
    "In heart-2.csv, data/303.csv, C:\\2\\a, /usr/lib/python3.11/, run_28.log or train.v2.json.",
    "ISBN 978-3-16-148410-0, its ISBN is 978-3-16-148410-0, ISSN 1234-5678, doi:10.24432/C52P4X, 10.1038/nature14539",
    "arXiv:1412.6980, arXiv 1706.03762v5",
    "Commit 27d52a3, 0xFF, #1234, #ff0080, U+2212, +49 30 1234567, +1 555 123 4567, ORCID 0000-0002-1825-0097.",
)
FAILS = {
    "It is 4.8/5 here.": "4.8",
    "It is 1e10000.": "1e10000",
    "It is 1234567.": "1234567",
    "It is 10.5/3.": "10.5",
    "It is 28.Then it ends.": "28",
    "It is ca.97 %.": "97 %",
    "It is 9.8m/s.": "9.8",
    "It is 97km/h.": "97",
    "It is +12 345 678.": "+12 345 678",
}
NAME = re.compile(
    r"\b(?:https?://|www\.|mailto:|doi:|arXiv[:\s]|(?<![\w.+-])[\w.+-]{1,60}@)[^\s<>]*\w"
    r"|(?<![\w.-])(?:[a-z0-9-]{0,30}[a-z][a-z0-9-]{0,30}\.){1,5}(?:com|org|net|edu|gov|io|dev|[a-z]{2})/[^\s<>]*\w"
    r"|\b10\.\d{4,9}/\S+\w"
    r"|\b(?:ISBN|ISSN)(?:-1[03])?:?\s[\dX -]*[\dX]|\b97[89](?:-\d{1,7}){3}-\d\b(?!-)"
    r"|(?<![\w.,])\d{1,3}(?:\.\d{1,3}){3}(?::\d+|/\d+)?(?!\w|\.\d)|\blocalhost:\d+"
    r"|(?<![\w/\\.-])(?:~|\.{0,2}|[A-Za-z]:|\.?[A-Za-z_][\w.-]{0,80})(?:[/\\][\w.-]{1,80}){0,20}[/\\][\w.-]{0,40}[A-Za-z_][\w.-]{0,40}[/\\]?(?!\w)"
    r"|(?<![\w.-])[\w-]{0,40}[A-Za-z_][\w.-]{0,40}\.[a-z][a-z0-9]{1,4}\b(?!\.?\d)"
    r"|\b0[xob][0-9a-fA-F]+\b|(?<![\w&])#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3}|\d+)\b(?!\s?%)|\bU\+[0-9A-F]{4,6}\b"
    r"|(?<![\w.])(?!\d+e\d+\b)(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,40}\b"
    r"|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b\d{4}-\d{4}-\d{4}-\d{3}[\dX]\b"
    r"|(?<!\w)(?!\+\d{1,3}(?:\s\d{3})+(?![\s-]?\d))\+\d{1,3}(?:[\s-]\d{2,}){2,}"
)
