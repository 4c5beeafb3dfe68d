# SPDX-License-Identifier: GPL-2.0-or-later
# What the tests of the command line share. A test is a list of `run …` and claims about it; it ends with `finish`.
# shellcheck shell=bash

set -u
here=$PIPEROLL_SOURCE/tests/cli
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 99
failures=0
claims=0

pdf() {
	python3 "$here/make-pdf.py" "$@"
}

# Runs the program; its status, output and messages go to $status, $work/.out and $work/.err.
run() {
	command_line=$*
	"$PIPEROLL" "$@" >"$work/.out" 2>"$work/.err" </dev/null
	status=$?
}

claim() {
	claims=$((claims + 1))
	if ! "${@:2}"; then
		failures=$((failures + 1))
		printf 'FAIL %s\n  after: piperoll %s\n  status %s\n' "$1" "${command_line:-}" "${status:-}"
		sed 's/^/  | /' "$work/.err" | head -5
	fi
}

ends_with() {
	claim "exit status is $1" test "$status" -eq "$1"
}

says_nothing() {
	claim 'nothing on stderr' test ! -s "$work/.err"
}

# One line on stderr that holds all the words given.
says() {
	claim 'one line on stderr' test "$(wc -l <"$work/.err")" -eq 1
	local word
	for word; do
		claim "stderr says: $word" grep -qF -e "$word" "$work/.err"
	done
}

prints() {
	local word
	for word; do
		claim "stdout says: $word" grep -qF -e "$word" "$work/.out"
	done
}

prints_nothing() {
	claim 'nothing on stdout' test ! -s "$work/.out"
}

is_missing() {
	claim "no file $1" test ! -e "$1"
}

is_there() {
	claim "file $1" test -s "$1"
}

leaves_no_litter() {
	claim "nothing temporary in $1" test -z "$(find "$1" -name '.piperoll-*')"
}

finish() {
	echo "$claims claims, $failures failures"
	[ "$claims" -gt 0 ] && [ "$failures" -eq 0 ]
	exit
}
