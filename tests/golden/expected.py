# SPDX-License-Identifier: GPL-2.0-or-later
"""What the program finds in a report against the truth made by hand (expected.json)."""
import program


def squeezed(text):
    return "".join(text.split())


def table_trouble(number, wanted, found):
    out = []
    for key in ("title", "unit", "notes", "rows", "cols"):
        if wanted[key] != found[key]:
            out.append(f"table {number}: {key} is {found[key]!r}, not {wanted[key]!r}")
    pages = [part["page"] for part in found["parts"]]
    if pages != wanted["pages"]:
        out.append(f"table {number}: on pages {pages}, not {wanted['pages']}")
    there = {(c["row"], c["col"]): (c["rowspan"], c["colspan"], c["text"]) for c in found["cells"]}
    for row, col, rowspan, colspan, text in wanted["cells"]:
        cell = there.pop((row, col), None)
        if cell != (rowspan, colspan, text):
            out.append(f"table {number}: cell {row},{col} is {cell}, not {(rowspan, colspan, text)}")
    out += [f"table {number}: cell {row},{col} {cell} is too much" for (row, col), cell in there.items()]
    return out


def tables(case):
    found = program.run_json(case, "tables")["tables"]
    wanted = case.truth["tables"]
    if len(found) != len(wanted):
        return [f"{len(found)} tables, not {len(wanted)}"]
    return [line for number, (a, b) in enumerate(zip(wanted, found), 1) for line in table_trouble(number, a, b)]


def leaves(value, path=""):
    if isinstance(value, dict):
        for key, part in value.items():
            yield from leaves(part, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from leaves(part, f"{path}[{number}]")
    else:
        yield path, value


def forms(case):
    """Every leaf, white space apart: a wrap between two words of a name is nobody's to know."""
    found = dict(leaves(program.run_json(case, "extract", "--raw").get("forms", [])))
    wanted = dict(leaves(case.truth["forms"]))
    out = []
    for path, text in wanted.items():
        now = found.get(path)
        if path.endswith(".form") or text is None:  # null: the form has no such place
            same = path in found and now == text
        else:
            same = isinstance(now, str) and squeezed(now) == squeezed(text)
        if not same:
            out.append(f"{path} is {now!r}, not {text!r}")
    rows = {path.rsplit(".", 1)[0] for path in wanted if "[" in path}
    for path in found:
        row = path.rsplit(".", 1)[0]
        if "[" in path and row not in rows:
            out.append(f"{path} is too much: {found[path]!r}")
    return out


def recognised(case):
    """Which definition each titled table went to, in order."""
    found = [form["definition"] for form in program.run_json(case, "extract").get("forms", [])]
    return [] if found == case.truth["recognised"] else [f"the forms are {found}"]


def subject(case):
    found = program.run_json(case, "extract").get("subject", {})
    return [f"{key} is {found.get(key)!r}, not {value!r}" for key, value in case.truth["subject"].items() if found.get(key) != value]


def facts(case):
    """Each figure that the author knows the meaning of is told by one fact, and by one alone."""
    found = program.run_json(case, "extract").get("facts", [])
    out = []
    for wanted in case.truth["facts"]:
        count = sum(all(fact.get(key) == value for key, value in wanted.items()) for fact in found)
        if count != 1:
            out.append(f"{count} facts are {wanted}")
    return out + [f"{fact['id']} has no place" for fact in found if not fact["boxes"]]


def outside(case):
    # A paragraph may be cut otherwise than the author cut it, but nothing may be missing or in between.
    texts = [squeezed(piece["text"]) for piece in program.run_json(case, "extract").get("text", [])]
    joined = "\n".join(texts)
    solid = "".join(texts)
    return [f"{text!r} is not among the texts outside tables" for text in case.truth.get("outside", [])
            if squeezed(text) not in joined and squeezed(text) not in solid]


def left_out(case):
    """Texts that are not seen are named by an issue each, or by several that make them up."""
    issues = program.run_json(case, "extract").get("issues", [])
    out = []
    for tag, text in case.truth.get("left_out", []):
        said = "".join(squeezed(issue.get("detail") or "") for issue in issues if issue["tag"] == tag)
        if any(said.count(character) < text.count(character) for character in set(text)):
            out.append(f"{tag} does not name {text!r} but {said!r}")
    return out


def pages_without_text(case):
    issues = program.run_json(case, "extract").get("issues", [])
    found = [issue["page"] for issue in issues if issue["tag"] == "no-text-layer"]
    wanted = case.truth["pages_without_text"]
    return [] if found == wanted else [f"pages without text are {found}, not {wanted}"]


def claims(case):
    """Pairs of a claim and a function that gives the lines of what is wrong."""
    kinds = (("tables", "tables are as the author made them", tables),
             ("forms", "forms are as the author filled them", forms),
             ("recognised", "each table is the form it is", recognised),
             ("subject", "the cover says whose report it is", subject),
             ("facts", "figures mean what they mean", facts),
             ("outside", "texts outside tables are there", outside),
             ("left_out", "what is not seen is named", left_out),
             ("pages_without_text", "a page without text is named", pages_without_text))
    return [(claim, lambda check=check: check(case)) for key, claim, check in kinds if key in case.truth]
