#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Each way to fail has its exit status and its one line, and leaves nothing behind.
. "$PIPEROLL_SOURCE/tests/cli/support.bash"

pdf table good.pdf
: >empty.pdf
echo 'just words' >words.pdf
head -c 300 good.pdf >short.pdf
pdf none none.pdf
pdf text text.pdf
pdf blank blank.pdf
mkdir folder

run tables good.pdf
ends_with 0
says_nothing
prints '"text": "Paper"'

run
ends_with 2
run fly
ends_with 2
says "no verb 'fly'"
run tables
ends_with 2
says 'no file'
run tables --wings good.pdf
ends_with 2
says '--wings'
run tables -f pdf good.pdf
ends_with 2
says 'json, csv, html, xml'
for number in -1 1e999 nan 0x1 1,5 99999999999999999999 '' ' 1' 12abc 1.5; do
	run tables --timeout "$number" good.pdf
	ends_with 2
	says --timeout
	run tables --jobs "$number" good.pdf
	ends_with 2
	run tables --max-memory "$number" good.pdf
	ends_with 2
done
for pages in 0 3-1 a '' 1- ,1 1,,2 1-2-3 -1; do
	run tables --pages "$pages" good.pdf
	[ "$pages" = 1- ] && ends_with 0 || ends_with 2
done
run tables --password-file nowhere good.pdf
ends_with 2
run extract --form no-such-form good.pdf
ends_with 2
says "no form 'no-such-form'"
echo '<form/>' >bad.xml
run extract --form ./bad.xml good.pdf
ends_with 2
says 'bad.xml:1: '
mkdir definitions
cp bad.xml definitions
run extract --forms-dir definitions -o result.xml good.pdf
ends_with 2
says 'definitions/bad.xml:1: '
is_there result.xml
run forms --forms-dir definitions
ends_with 2
prints 'project-self-evaluation'
mkdir -p home/piperoll/forms
cp bad.xml home/piperoll/forms
XDG_DATA_HOME=$PWD/home run extract -q -o home.xml good.pdf
ends_with 0
says 'home/piperoll/forms/bad.xml:1: '
is_there home.xml
run forms good.pdf
ends_with 2
says '--explain'
run extract --forms-dir nowhere good.pdf
ends_with 2
says nowhere
run explain no-such-tag
ends_with 2
run show good.pdf
ends_with 2
run extract good.pdf text.pdf
ends_with 2
prints_nothing

# What would do nothing is refused: --fail-on alone looks like a check that was passed.
run extract --fail-on note good.pdf
ends_with 2
says '--fail-on goes with --check'
run extract --waivers bad.xml good.pdf
ends_with 2
says '--waivers goes with --check'
run extract --rules bad.xml good.pdf
ends_with 2
says '--rules goes with --check'
run extract --raw good.pdf
ends_with 2
says '--raw goes with -f json'
run schema --raw project-self-evaluation
ends_with 2
says '--raw goes with -f json-schema'
run schema --dialect sqlite project-self-evaluation
ends_with 2
says '--dialect goes with -f ddl'

for bad in nowhere.pdf empty.pdf words.pdf short.pdf none.pdf /dev/zero; do
	run tables -o result.json "$bad"
	ends_with 4
	says "piperoll: $bad: "
	prints_nothing
	is_missing result.json
	leaves_no_litter .
done
run tables folder
ends_with 4
says 'folder: there is no PDF'
run tables --pages 2-3 good.pdf
ends_with 4
says 'good.pdf: none of the pages'

# No table, no text: a success, with the page counted.
run tables text.pdf
ends_with 0
prints '"tables": []' '"page": 1'
run tables blank.pdf
ends_with 0
prints '"tables": []' '"page": 1'

run tables -o many good.pdf words.pdf text.pdf
ends_with 3
is_there many/good.json
is_there many/text.json
is_missing many/words.json
claim 'the failure is named' grep -q '^piperoll: words.pdf: not a PDF' .err
run tables words.pdf empty.pdf
ends_with 4

# The summary has the figures that were counted, and no others.
run tables -f csv good.pdf text.pdf
ends_with 0
says '2 done, 0 failed: 2 pages, 0 forms, 1 table, 0 values, coverage 100 %, 0 warnings, 0 errors'
run show --stage=lines good.pdf text.pdf
ends_with 0
says '2 done, 0 failed: 0 warnings, 0 errors'

run tables -o /dev/full good.pdf
ends_with 5
says 'good.pdf: /dev/full: No space left on device'
"$PIPEROLL" tables good.pdf >/dev/full 2>.err
status=$?
ends_with 5
says 'standard output: No space left on device'
"$PIPEROLL" tables good.pdf 2>.err >&-
status=$?
ends_with 5
run tables -o nowhere/result.json good.pdf
ends_with 5
says nowhere/result.json

if command -v qpdf >/dev/null; then
	qpdf --encrypt open sesame 256 -- good.pdf locked.pdf
	run tables -o result.json locked.pdf
	ends_with 4
	says 'locked.pdf: ' password
	is_missing result.json
	echo wrong >passwords
	run tables --password-file passwords locked.pdf
	ends_with 4
	says 'locked.pdf: ' password
	printf 'wrong\r\nopen\n' >passwords
	run tables --password-file passwords locked.pdf
	ends_with 0
	prints '"text": "Paper"'
fi

if [ "$(id -u)" -ne 0 ]; then
	chmod 000 text.pdf
	run tables text.pdf
	ends_with 4
	says 'text.pdf: Permission denied'
fi
finish
