#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# --help, man pages and the completions of three shells name the same verbs and options.
. "$PIPEROLL_SOURCE/tests/cli/support.bash"

tools=$PIPEROLL_SOURCE/tools
run --help
ends_with 0
says_nothing
mapfile -t verbs < <(sed -n '/^Verbs:/,/^$/s/^  \([a-z]*\) .*/\1/p' .out)
claim 'six verbs or more' test "${#verbs[@]}" -ge 6
claim 'verbs of the manual' test "$(sed -n 's/^\.BR piperoll\\-\([a-z]*\) (1)$/\1/p' "$tools/man/piperoll.1")" = "$(printf '%s\n' "${verbs[@]}")"

options_of_help() {
	"$PIPEROLL" "$1" --help | grep -o '^  \(-[a-z], \)\?--[a-z0-9-]*' | grep -o -- '-[a-z0-9-]*' | sort
}
options_of_manual() {
	sed -n '/^\.SH OPTIONS/,/^\.SH EXIT/p' "$tools/man/piperoll-$1.1" | grep -A1 '^\.TP' | sed 's/\\-/-/g' |
		grep -o '\(^\.B \|^\.BR \|", " \)-[a-z0-9-]*' | grep -o -- '-.*' | sort
}
options_of_bash() {
	bash -c '. "$1" && _piperoll_options "$2"' - "$tools/completions/piperoll.bash" "$1" | tr ' ' '\n' | grep . | sort
}
options_of_fish() {
	sed -n "s/^complete -c piperoll \(.*\) -d .*/\1/p" "$tools/completions/piperoll.fish" |
		grep -e "__piperoll_verb[a-z ]* $1[ ']" -e '^-s h ' | grep -o -e '-s [a-z]' -e '-l [a-z0-9-]*' |
		sed 's/-s /-/; s/-l /--/' | sort
}
# The arrays and the lines of the verb's case, with the arrays put in.
options_of_zsh() {
	python3 - "$tools/completions/_piperoll" "$1" <<'PYTHON'
import re, sys
text = open(sys.argv[1]).read()
arrays = dict(re.findall(r"^\t(\w+)=\((.*?)\)$", text, re.S | re.M))
case = re.search(r"^\t%s\)\n(.*?)\t\t;;" % sys.argv[2], text, re.S | re.M)[1]
case = re.sub(r"\$(\w+)", lambda m: arrays[m[1]], case)
found = set()
for group, single in re.findall(r"'\{([^}]*)\}|'\*?(--[a-z0-9-]+)[=\[]", case):
    found |= {x.rstrip("=") for x in (group.split(",") if group else [single])}
print("\n".join(sorted(found)))
PYTHON
}
formats_of_help() {
	"$PIPEROLL" "$1" --help | sed -n 's/.*One of \(.*\); the default.*/\1/p' | tr -d ','
}

for verb in "${verbs[@]}"; do
	run "$verb" --help
	ends_with 0
	says_nothing
	help=$(options_of_help "$verb")
	claim "$verb has options" test "$(wc -l <<<"$help")" -ge 6
	for place in manual bash fish zsh; do
		there=$(options_of_$place "$verb")
		claim "$verb: options of $place" test "$(LC_ALL=C sort <<<"$there")" = "$(LC_ALL=C sort <<<"$help")"
		[ "$(LC_ALL=C sort <<<"$there")" = "$(LC_ALL=C sort <<<"$help")" ] || diff <(echo "$help") <(echo "$there")
	done
	formats=$(formats_of_help "$verb")
	if [ -n "$formats" ]; then
		claim "$verb: formats of bash" test "$(bash -c '. "$1" && _piperoll_formats "$2"' - "$tools/completions/piperoll.bash" "$verb")" = "$formats"
		claim "$verb: formats of zsh" grep -q "^	$verb)" "$tools/completions/_piperoll"
		claim "$verb: formats of zsh" grep -q ":format:($formats)" "$tools/completions/_piperoll"
		claim "$verb: formats of fish" grep -q "__piperoll_verb $verb' -s f -l format -x -a '\?$formats'\? -d" "$tools/completions/piperoll.fish"
	fi
done

run --version
ends_with 0
prints 'piperoll ' poppler cairo ICU PCRE2 libxml2 GLib

# Every tag is explained, here and in the manual that the build makes.
run explain
ends_with 0
claim 'there are tags' test -s .out
while IFS=$'\t' read -r tag severity summary; do
	claim "$tag has a severity" grep -qx 'note\|warning\|error' <<<"$severity"
	claim "$tag has a summary" test -n "$summary"
	claim "$tag is explained" test "$("$PIPEROLL" explain "$tag" | wc -c)" -gt 80
	if [ -f "$PIPEROLL_BUILD/tools/piperoll-issues.7" ]; then
		claim "$tag is in the manual" grep -qFx "${tag//-/\\-}" <(sed -n '/^\.B $/{n;p};s/^\.B //p' "$PIPEROLL_BUILD/tools/piperoll-issues.7")
	fi
done <"${work:?}/.out"

# Completion, as a shell would ask for it.
complete_words() {
	PATH=$(dirname "$PIPEROLL"):$PATH bash -c '. "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _piperoll; printf "%s\n" "${COMPREPLY[@]}"' \
		- "$tools/completions/piperoll.bash" "$@"
}
claim 'verbs are completed' test "$(complete_words piperoll ex | tr '\n' ' ')" = 'extract explain '
claim 'formats are completed' test "$(complete_words piperoll tables -f c)" = csv
claim 'formats are completed behind =' test "$(complete_words piperoll tables --format = h)" = html
claim 'options are completed' test "$(complete_words piperoll extract --forms)" = --forms-dir
if command -v mandoc >/dev/null; then
	for page in "$tools"/man/*.[1-9]; do
		claim "$(basename "$page") is right roff" test -z "$(mandoc -T lint -W error "$page" 2>&1)"
	done
fi
finish
