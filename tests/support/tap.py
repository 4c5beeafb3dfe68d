# SPDX-License-Identifier: GPL-2.0-or-later
"""Claims as TAP, the protocol by which meson reads a test: a line a claim, notes below it, and their number."""
import sys
import traceback


class Skip(Exception):
    """This claim cannot be looked at here; the text says why."""


class Claims:
    """Tells claims as they are made. `planned` is their number where it is known before; else finish() says it."""

    def __init__(self, planned=None):
        self.count = self.failed = 0
        self.is_planned = planned is not None
        if self.is_planned:
            print(f"1..{planned}")

    def tell(self, claim, holds, notes=(), skipped=None):
        self.count += 1
        self.failed += not holds
        print(f"{'ok' if holds else 'not ok'} {self.count} - {claim}" + (f" # SKIP {skipped}" if skipped else ""))
        for note in notes:
            print(f"# {note}")
        sys.stdout.flush()

    def finish(self):
        """Ends the program: 0 where each claim holds, 1 where one does not."""
        if not self.is_planned:
            print(f"1..{self.count}")
        sys.exit(self.failed > 0)


def skip_all(reason):
    """Ends the program: none of its claims can be looked at here."""
    print(f"1..0 # SKIP {reason}")
    sys.exit(0)


def run(checks, most=60):
    """Runs `checks`, pairs of a claim and a function, and ends the program. A function gives the lines that speak against its
    claim, none or None where it holds; what it raises speaks against it too. `most` lines of each are shown."""
    claims = Claims(len(checks))
    for claim, check in checks:
        skipped = None
        try:
            trouble = check() or []
        except Skip as reason:
            trouble, skipped = [], reason
        except Exception:
            trouble = traceback.format_exc().splitlines()[-most:]
        more = [f"… {len(trouble) - most} more"] if len(trouble) > most else []
        claims.tell(claim, not trouble, trouble[:most] + more, skipped)
    claims.finish()
