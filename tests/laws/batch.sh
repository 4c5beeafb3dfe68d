#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Many reports at once: the same bytes whatever -j is, and a broken report changes nothing about the others.
# shellcheck source=../cli/support.bash
. "$PIPEROLL_SOURCE/tests/cli/support.bash"

mkdir in mixed
for report in "$PIPEROLL_SOURCE"/fixtures/reports/*/report.pdf; do
	name=$(basename "$(dirname "$report")")
	[ "$name" = locked ] || cp "$report" "in/$name.pdf"
done
cp in/*.pdf mixed
head -c 3000 in/running.pdf >mixed/cut.pdf
printf 'not a report' >mixed/aaa.pdf
: >mixed/empty.pdf
cp "$PIPEROLL_SOURCE/fixtures/reports/locked/report.pdf" mixed/locked.pdf

for format in xml json; do
	run extract -q -f $format -j1 -o "one-$format" in
	ends_with 0
	run extract -q -f $format -j4 -o "four-$format" in
	ends_with 0
	claim "as many results as reports ($format)" test "$(ls "one-$format" | wc -l)" -eq "$(ls in | wc -l)"
	claim "the same bytes with -j1 and -j4 ($format)" diff -r "one-$format" "four-$format"

	run extract -q -f $format -j3 -o "mixed-$format" mixed
	ends_with 3
	for broken in cut aaa empty locked; do
		is_missing "mixed-$format/$broken.$format"
	done
	for whole in one-"$format"/*; do
		claim "broken reports beside it change nothing: $(basename "$whole")" cmp -s "$whole" "mixed-$format/$(basename "$whole")"
	done
	leaves_no_litter "mixed-$format"
done

# Nothing is drawn, so what fonts a machine has, and how it chooses among them, changes nothing.
printf '<fontconfig/>' >no-fonts.conf
run extract -q -f xml -o plain in
FONTCONFIG_FILE=$PWD/no-fonts.conf run extract -q -f xml -o fontless in
ends_with 0
claim 'the same bytes without the fonts of the machine' diff -r plain fontless

run tables -f json -j1 in/english.pdf in/turned.pdf in/running.pdf
cp .out one.json
run tables -f json -j3 in/english.pdf in/turned.pdf in/running.pdf
claim 'standard output in the order of the inputs whatever -j is' cmp one.json .out
finish
