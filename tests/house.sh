#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The rules of the house that a script can hold: which folder may include what, where foreign libraries may be named, how long
# files and functions may be, and words that have no place in the project.
set -u
cd "${PIPEROLL_SOURCE:-$(dirname "$0")/..}" || exit 99
offences=$(mktemp)
trap 'rm -f "$offences"' EXIT

# refuse REASON: each line of the input is an offence.
refuse() {
	sed "s|^|$1: |" | tee -a "$offences"
}

sources() {
	find "$@" \( -name '*.c' -o -name '*.h' \) -type f | sort
}

# 1. The stages go one way: extract → normalize → schema → tools.
upward() {
	local stage=$1 forbidden=$2
	# shellcheck disable=SC2046
	grep -nE "^[[:space:]]*#[[:space:]]*include[[:space:]]+[\"<]($forbidden)/" $(sources "$stage") /dev/null
}
upward extract 'normalize|schema|tools|tests' | refuse 'an upstream stage includes a later one'
upward normalize 'schema|tools|tests' | refuse 'an upstream stage includes a later one'
upward schema 'tools|tests' | refuse 'an upstream stage includes a later one'
upward tools 'tests' | refuse 'the program includes a test'
# shellcheck disable=SC2046
grep -nE '^[[:space:]]*#[[:space:]]*include[[:space:]]+"[^/"]+"' $(sources extract normalize schema tools tests) /dev/null |
	grep -vE '"[a-z0-9-]+\.inc"' | refuse 'an include without its folder'

# 2. A foreign library stays behind its fence.
fence() {
	local headers=$1
	shift
	local files
	files=$(sources extract normalize schema tools tests | grep -vE "^($(IFS='|'; echo "$*"))/")
	# shellcheck disable=SC2086
	grep -nE "^[[:space:]]*#[[:space:]]*include[[:space:]]+[\"<]($headers)" $files /dev/null
}
fence 'poppler|cairo|fontconfig|glib/poppler' extract tests/support/pdf | refuse 'poppler and cairo belong to extract/'
fence 'unicode/|pcre2' normalize | refuse 'ICU and PCRE2 belong to normalize/'
fence 'libxml/|libxml2/' schema tests/schema | refuse 'libxml2 belongs to schema/'

# 3. Size. Tests and code alike.
# shellcheck disable=SC2046
wc -l $(sources extract normalize schema tools tests) | awk '$2 != "total" && $1 > 500 { print $2 " has " $1 " lines" }' |
	refuse 'a file of more than 500 lines'
if command -v ctags >/dev/null && ctags --version | grep -q Universal; then
	# shellcheck disable=SC2046
	ctags -x --c-kinds=f --_xformat='%F %N %n %e' $(sources extract normalize schema tools tests) |
		awk '$4 - $3 + 1 > 80 { print $1 ": " $2 " has " $4 - $3 + 1 " lines" }' | refuse 'a function of more than 80 lines'
else
	echo 'universal-ctags is not there: the length of functions was not looked at'
fi

# 4. First lines, tabs, and a newline at the end.
for file in $(sources extract normalize schema tools tests); do
	head -1 "$file" | grep -q '^/\* SPDX-License-Identifier: GPL-2.0-or-later \*/$' || echo "$file"
done | refuse 'no licence in the first line'
for file in $(sources extract normalize schema tools tests); do
	sed -n 2p "$file" | grep -q '^/\*' || echo "$file"
done | refuse 'the second line does not say what idea lives here'
# shellcheck disable=SC2046
grep -nE '^ +[^ *]' $(sources extract normalize schema tools tests) /dev/null | refuse 'indented by spaces'
# shellcheck disable=SC2046
grep -nE '[[:space:]]+$' $(sources extract normalize schema tools tests) /dev/null | refuse 'white space at the end of a line'
for file in $(sources extract normalize schema tools tests); do
	[ -z "$(tail -c 1 "$file")" ] || echo "$file"
done | refuse 'no newline at the end'

# 5. C as agreed: no goto, and nothing that reads numbers by the locale.
# shellcheck disable=SC2046
grep -nE '\<(goto|setjmp|longjmp|alloca|strtok|sprintf|strtod|atof)\>[[:space:]]*(\(|[a-z_]+;)' \
	$(sources extract normalize schema tools) /dev/null | grep -vE '^[^:]+:[0-9]+:[[:space:]]*(/\*|\*)' | refuse 'not used in this house'
grep -rnE '\<(TODO|FIXME|XXX|HACK)\>' --include='*.[ch]' --include='*.py' --include='*.sh' extract normalize schema tools tests |
	grep -v '^tests/house.sh' | refuse 'unfinished'

# 6. The project speaks of itself alone: no path of somebody's machine.
tracked() {
	git ls-files 2>/dev/null | grep . || find . -type f -not -path './.git/*' -not -path './build*' -printf '%P\n'
}
tracked | grep -vE '\.pdf$|^tests/house\.sh$|^LICENSE$' | tr '\n' '\0' |
	xargs -0 grep -nIE '(^|[^A-Za-z0-9_.])/(home|Users|work|root)/[a-z]' -- 2>/dev/null | refuse 'a path of one machine'

printf '%s offences\n' "$(wc -l <"$offences")"
[ ! -s "$offences" ]
