#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Files, folders, lists, standard input; names of every kind; what must not be read.
. "$PIPEROLL_SOURCE/tests/cli/support.bash"

pdf table good.pdf
files_of() {
	python3 -c 'import json, sys
text = sys.stdin.read()
decoder = json.JSONDecoder()
while text.strip():
    value, end = decoder.raw_decode(text.lstrip())
    print(value["file"])
    text = text.lstrip()[end:]' <"${work:?}/.out"
}
finds() {
	claim "documents: $*" test "$(files_of | tr '\n' '|')" = "$(printf '%s|' "$@")"
}

mkdir -p tree/b tree/a/deep
cp good.pdf tree/z.PDF
cp good.pdf tree/a/deep/x.pdf
cp good.pdf tree/b/plain-name
echo 'no PDF' >tree/b/readme.txt
ln -s .. tree/b/up
ln -s ../../good.pdf tree/b/link.pdf
run tables -q tree
ends_with 0
finds a/deep/x.pdf b/link.pdf b/plain-name z.PDF
run tables -q tree/b/up/z.PDF tree/a
finds z.PDF deep/x.pdf

printf 'tree/z.PDF\n\ngood.pdf\r\n' >list
run tables -q @list
finds z.PDF good.pdf
printf 'good.pdf\0tree/z.PDF\0' >list0
run tables -q --files0-from list0
finds good.pdf z.PDF
"$PIPEROLL" tables -q --files0-from - <list0 >.out
finds good.pdf z.PDF
"$PIPEROLL" tables -q @- <list >.out
finds z.PDF good.pdf
run tables @nowhere
ends_with 2

"$PIPEROLL" tables -q - <good.pdf >.out
finds -
tail -c +1 good.pdf | "$PIPEROLL" tables -q - -o from-stdin.json
claim 'a pipe gives what a file gives' cmp -s <(sed 1,2d .out) <(sed 1,2d from-stdin.json)
"$PIPEROLL" tables - - <good.pdf >.out 2>.err
status=$?
ends_with 2
run tables -
ends_with 4

# Names: each is read, and shown so that it stays on its line.
mkdir names
for name in $'new\nline.pdf' $'tab\t.pdf' "quo'te.pdf" 'quo"te.pdf' -rf.pdf --output=x.pdf ' space .pdf' '$(touch pwned).pdf' '%s%n.pdf' \
	'a&b<c>.pdf' 'back\slash.pdf' $'\x01\x1b[31m.pdf' $'bad\xff\xfe.pdf' $'\u202etxt.pdf' 文件.pdf .hidden.pdf; do
	cp good.pdf "names/$name"
done
run tables -q names
ends_with 0
claim 'every name is read' test "$(files_of | wc -l)" -eq 16
claim 'a name is one line' grep -qF '"file": "new\\nline.pdf"' .out
claim 'bytes that are no UTF-8 are shown' grep -qF '"file": "bad\\xff\\xfe.pdf"' .out
claim 'a bidi override is shown' grep -qF '"file": "\\u202etxt.pdf"' .out
run tables -o outputs names
ends_with 0
claim 'every name has its output' test "$(find outputs -type f -printf x | wc -c)" -eq 16
for name in $'new\nline.pdf' $'\x1b[31m.pdf' $'bad\xff.pdf'; do
	echo words >"$name"
	run tables "$name"
	ends_with 4
	claim 'one line without control characters' test "$(LC_ALL=C tr -d '\n\040-\176' <.err | wc -c)" -eq 0 -a "$(wc -l <.err)" -eq 1
done
cd names || exit 99
run tables -q -- -rf.pdf --output=x.pdf
ends_with 0
finds -rf.pdf --output=x.pdf
run tables -q ./-rf.pdf
ends_with 0
cd ..
is_missing pwned

# A name as long as the file system takes: the extension needs no room more than .pdf had, and gets some where it does.
long=$(printf 'x%.0s' {1..251})
cp good.pdf "$long.pdf"
cp good.pdf "${long}.abc"
run tables -f xml -o long "$long.pdf" "$long.abc"
ends_with 0
claim 'two outputs' test "$(find long -name '*.xml' | wc -l)" -eq 2

# What is no regular file is refused without being waited for.
mkfifo fifo.pdf
ln -s nowhere dangling.pdf
ln -s loop.pdf loop.pdf
truncate -s 10G sparse.pdf
for odd in fifo.pdf dangling.pdf loop.pdf sparse.pdf /dev/null /dev/zero; do
	timeout 10 "$PIPEROLL" tables "$odd" >.out 2>.err
	status=$?
	ends_with 4
	says "$odd: "
done
finish
