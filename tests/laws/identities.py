#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Whether the facts of a report are enough to check it: known relations are recomputed from them and from nothing else.

  identities.py SET PIPEROLL     SET holds reports and identities.json: relations within and between tables and prose

An operand that is a cell must be a fact of that cell with its printed text, or no fact where the cell is blank. An operand told in a
sentence must be a fact on that page whose printed text is in the quoted sentence. Prints the share for each report; exits with 1
unless it is all of them.
"""
import collections
import json
import os
import re
import subprocess
import sys
from decimal import ROUND_HALF_UP, Decimal


def squeeze(text):
    return re.sub(r"\s", "", text)


class Fact:
    def __init__(self, json_fact):
        self.raw = squeeze(json_fact["raw"])
        self.column, self.sense = json_fact["column"], json_fact.get("sense")
        self.pages = {box[0] for box in json_fact["boxes"]}
        self.value = self.base = self.step = None
        if "value" in json_fact:
            self.value = Decimal(json_fact["value"])
            self.base = self.value.scaleb(json_fact["scale"])
            self.step = Decimal(1).scaleb(json_fact["scale"] - json_fact["decimals"])


class Report:
    """The facts of one report: by cell, and by sentence."""

    def __init__(self, document):
        self.cells, self.sentences = {}, collections.defaultdict(list)
        self.year = document.get("subject", {}).get("year")
        for fact in document["facts"]:
            assert fact["boxes"], f"{fact['id']} has no place"
            if fact["source"] == "table":
                self.cells[fact["table"], fact["row"], fact["col"]] = Fact(fact)
            else:
                name = fact["sentence"], int(re.match(r"s(\d+)\.", fact["id"]).group(1))
                self.sentences[name].append(Fact(fact))

    def cell(self, operand):
        """The fact of a cell; None for a blank one. Raises LookupError where it is not as printed."""
        fact = self.cells.get((operand["table"] + 1, operand["row"], operand["col"]))
        printed = squeeze(operand["text"])
        if (fact.raw if fact else "") != printed:
            raise LookupError(f"cell {operand['table']}/{operand['row']}/{operand['col']} {printed!r} is {fact.raw if fact else None!r}")
        return fact

    def told(self, identity):
        """Sentences on the page that tell what the quote tells, the best first: name, facts by column, all facts, those quoted."""
        quote, found = squeeze(identity["quote"]), []
        for (name, _), facts in self.sentences.items():
            inside = [fact for fact in facts if fact.raw in quote]
            near = any(abs(page - identity["page"]) <= 1 for fact in facts for page in fact.pages)
            if near and inside:
                found.append((len(inside), name, {fact.column: fact for fact in reversed(facts)}, facts, inside))
        return [entry[1:] for entry in sorted(found, key=lambda entry: -entry[0])]

    def all_of(self, name, column):
        return [fact for (sentence, _), facts in self.sentences.items() if sentence == name for fact in facts if fact.column == column]


def total(facts):
    return sum((fact.base for fact in facts if fact), Decimal(0))


def equal(left, right):
    """Equal as printed: the finer side is rounded to the coarser one's last digit."""
    step = max((fact.step for fact in left + right if fact), default=Decimal(1))
    sums = [(total(side) / step).quantize(Decimal(1), ROUND_HALF_UP) for side in (left, right)]
    return sums[0] == sums[1]


def is_rate(fact, part, whole, sense=1):
    if not whole:
        return False
    rate = (part * 100 * sense / whole).quantize(Decimal(1).scaleb(-max(0, -fact.value.as_tuple().exponent)), ROUND_HALF_UP)
    return rate == fact.value


def check_rate(name, told, right):
    """The rates of one sentence that can be recomputed: True, False, or None where it tells none."""
    get = told.get
    rate = get("change_rate") or get("share") or get("completion")
    if rate is None:
        return None
    if get("change_rate") and get("previous"):
        return is_rate(rate, abs(get("planned").base - get("previous").base), get("previous").base)
    if get("change_rate") and get("change"):
        now = get("amount") or (right[0] if right else None)
        sense = get("change_sense")
        if now is None or sense is None:
            return None
        before = now.base - get("change").base if sense.sense == "increase" else now.base + get("change").base
        return is_rate(rate, get("change").base, before)
    if get("share") and right:
        part = right[0].base if len(right) > 1 else get("amount").base
        return is_rate(rate, part, right[-1].base)
    if get("completion") and get("budget") and get("executed"):
        return is_rate(get("completion"), get("executed").base, get("budget").base)
    return None


def check_sum(told, facts, right):
    get, of = told.get, lambda *columns: [fact for fact in facts if fact.column in columns]
    if get("amount") and get("personnel") and get("public"):
        return equal([get("amount")], of("personnel", "public"))
    if get("amount") and get("goods"):
        return equal([get("amount")], of("goods", "works", "services"))
    if get("total") and of("vehicles"):
        return equal([get("total")], of("vehicles"))
    if get("total") and of("part"):
        return equal([get("total")], of("part")) and all(equal([get("total")], [fact]) for fact in of("sum"))
    return None


def check_wording(report, told, facts):
    get = told.get
    if get("comparison") and get("budget") and get("executed"):
        budget, executed = get("budget").base, get("executed").base
        return {"less": executed < budget, "greater": executed > budget, "equal": executed == budget}[get("comparison").sense]
    if get("change_sense") and get("planned") and get("previous"):
        planned, previous = get("planned").base, get("previous").base
        return {"increase": planned > previous, "decrease": planned < previous, "equal": planned == previous}[get("change_sense").sense]
    if get("at_year"):
        return [get(column).value for column in ("at_year", "at_month", "at_day")] == [report.year, 12, 31]
    if get("report_year"):
        return get("report_year").value == report.year
    if get("small") and get("other"):
        return get("small").base + get("other").base <= total(report.all_of("procurement", "amount"))
    return check_sum(told, facts, [])


def holds(report, identity):
    left = [report.cell(operand) for operand in identity.get("left_cells", [])]
    right = [report.cell(operand) for operand in identity.get("right_cells", [])]
    if left:
        return equal(left, right)
    kind, rights = identity["kind"], [fact for fact in right if fact]
    if kind == "percent" and not report.told(identity):
        shares = report.all_of("general-class", "share")
        return bool(shares) and sum(fact.value for fact in shares) == Decimal(identity["left"])
    if kind == "text-sum" and rights:
        return equal(report.all_of("item", "executed"), right)
    for name, told, facts, quoted in report.told(identity):
        if kind == "text-vs-table":
            wanted = [fact for fact in quoted if fact.value is not None and fact.value == Decimal(identity["left"])]
            answer = any(equal([fact], right) for fact in wanted) if wanted else None
        elif kind == "text-vs-text":
            answer = equal([told["amount"]], [told["planned"]]) if "planned" in told and "amount" in told else None
        elif kind == "percent":
            if name == "three-public-change":
                rights = report.all_of("three-public", "executed")
            answer = check_rate(name, told, rights)
        elif kind == "wording":
            answer = check_wording(report, told, facts)
        else:
            answer = check_sum(told, facts, right)
        if answer:
            return True
    return False


def main():
    folder, program = sys.argv[1:]
    with open(os.path.join(folder, "identities.json"), encoding="utf-8") as file:
        documents = json.load(file)["documents"]
    known = recomputed = 0
    for entry in documents:
        output = subprocess.run([program, "extract", "-q", "-f", "json", "-o", "-", os.path.join(folder, entry["file"])],
            capture_output=True, check=True).stdout
        report, good = Report(json.loads(output)), 0
        wanted = [identity for identity in entry["identities"] if identity["status"] == "holds"]
        for identity in wanted:
            try:
                if holds(report, identity):
                    good += 1
                    continue
                reason = "cannot be recomputed"
            except LookupError as error:
                reason = str(error)
            print(f"  {identity['id']} {identity['rule']}: {reason}")
        print(f"{entry['file']}: {good} of {len(wanted)}")
        known, recomputed = known + len(wanted), recomputed + good
    print(f"{recomputed} of {known} relations recomputed from facts alone ({100 * recomputed / max(1, known):.2f} %)")
    return recomputed != known


if __name__ == "__main__":
    sys.exit(main())
