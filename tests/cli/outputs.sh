#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# A result is there whole or not at all, and never in the place of another.
. "$PIPEROLL_SOURCE/tests/cli/support.bash"

pdf table good.pdf
pdf pages long.pdf 60
echo words >words.pdf

run tables -o result.json good.pdf
ends_with 0
is_there result.json
prints_nothing
says_nothing
leaves_no_litter .
cp result.json expected.json

# An older result is replaced by a new one, and by nothing else.
echo old >result.json
run tables -o result.json good.pdf
ends_with 0
claim 'replaced' cmp -s result.json expected.json
echo old >result.json
run tables -o result.json words.pdf
ends_with 4
claim 'the old one stays' test "$(cat result.json)" = old
leaves_no_litter .

# A link is replaced, not followed; a folder and the input itself are refused.
echo keep >victim
ln -sf victim link.json
run tables -o link.json good.pdf
ends_with 0
claim 'what the link led to is untouched' test "$(cat victim)" = keep
cp good.pdf itself.pdf
run tables -o itself.pdf itself.pdf
ends_with 5
claim 'the input is untouched' cmp -s itself.pdf good.pdf
mkdir folder.json
run tables -o folder.json good.pdf
ends_with 2
says 'this is a folder'
claim 'the folder stays empty' test -z "$(ls -A folder.json)"
run tables -o folder.json/ good.pdf
ends_with 0
claim 'with a / the result goes into it' cmp -s folder.json/good.json expected.json
mkfifo pipe
run tables -o pipe good.pdf
ends_with 5
claim 'the pipe is still one' test -p pipe

# Same base names.
mkdir -p in/one in/two
for name in one/a.pdf two/a.pdf a.pdf a.PDF a b.pdf.pdf; do
	cp good.pdf "in/$name"
done
run tables -q -o tree in
ends_with 0
for name in a.json a.PDF.json one/a.json two/a.json b.pdf.json; do
	is_there "tree/$name"
done
claim 'an output for each' test "$(find tree -type f | wc -l)" -eq 6
run tables -q -o flat in/one/a.pdf in/two/a.pdf in/a.pdf
ends_with 0
claim 'an output for each' test "$(find flat -type f | wc -l)" -eq 3
run tables -q -o words.pdf in
ends_with 2

# A full disk: a limit on the size of files stands for it.
(
	ulimit -f 8
	"$PIPEROLL" tables -o full.json long.pdf 2>.err
)
status=$?
ends_with 5
says 'long.pdf: ' 'cannot be written'
is_missing full.json
leaves_no_litter .
(
	ulimit -f 8
	"$PIPEROLL" tables -o parts good.pdf long.pdf 2>.err
)
status=$?
ends_with 5
is_there parts/good.json
is_missing parts/long.json

# A file system that is really full.
mkdir small
if mount -t tmpfs -o size=16k tmpfs small 2>/dev/null; then
	run tables -o small/long.json long.pdf
	ends_with 5
	says 'No space left on device'
	claim 'the folder is empty' test -z "$(ls -A small)"
	umount small
fi

# Litter of a run that was killed is swept by the next; that of a run that lives is not.
mkdir swept
: >swept/.piperoll-1-00000000.tmp
: >swept/.piperoll-2-00000000.tmp
exec 9<swept/.piperoll-2-00000000.tmp
flock 9
run tables -o swept good.pdf
ends_with 0
is_missing swept/.piperoll-1-00000000.tmp
claim 'a locked file stays' test -e swept/.piperoll-2-00000000.tmp
exec 9<&-

# Devices are written to, not replaced.
"$PIPEROLL" tables -o /dev/stdout good.pdf >direct.json
status=$?
ends_with 0
claim 'the same as without -o' cmp -s direct.json expected.json
claim '/dev/stdout is still a link' test -L /dev/stdout

# A reader that goes away is no reason for noise.
"$PIPEROLL" tables good.pdf long.pdf 2>.err | head -c 1 >/dev/null
command_line='tables | head'
says_nothing
finish
