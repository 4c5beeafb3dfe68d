/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A character becomes another: full width, compatibility forms, comparators, dashes. One at a time, by Unicode's own
 * data. */
#include "normalize/chars.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>

/* Plain NFKC would read ① as 1, ㎡ as m2 and 10² as 102: wrong numbers. So Unicode's table is asked for one character
 * at a time, and only those kinds of compatibility are followed that are another shape of the same character:
 *
 *   followed                                        kept
 *   wide, narrow, small, vertical   ５ ﾊ ﹤ ︵       circle            ①
 *   font, no-break                  𝟓 U+00A0         super, sub        ² ₂
 *   canonical, one to one           豈 (U+F900) Ω     square            ㎡ ㏎
 *   compat: radicals, ligatures     ⽉ ﬁ             fraction, compat  ½ ⒈ ㈠ Ⅳ … ℃
 */

/* CJK Radicals Supplement → the ideograph (Unicode's Equivalent_Unified_Ideograph, which ICU 72 does not offer). Some
 * PDF producers write these in place of the ideographs that look the same. 0: none. */
#define FIRST_RADICAL 0x2e80
static const guint32 radicals[] = {0x0000, 0x5382, 0x4e5b, 0x4e5a, 0x4e59, 0x4ebb, 0x5182, 0x20628, 0x5200, 0x5202,
	0x535c, 0x353e, 0x5c0f, 0x5c0f, 0x5140, 0x5c23, 0x5c22, 0x21bc2, 0x5df3, 0x5e7a, 0x5f51, 0x5f50, 0x5fc4, 0x5fc3,
	0x624c, 0x6535, 0x0000, 0x65e1, 0x65e5, 0x6708, 0x6b7a, 0x6bcd, 0x6c11, 0x6c35, 0x6c3a, 0x706c, 0x722b, 0x722b,
	0x4e2c, 0x725b, 0x72ad, 0x738b, 0x24d14, 0x76ee, 0x793a, 0x793b, 0x25ad7, 0x7cf9, 0x7e9f, 0x7f53, 0x7f52,
	0x34c1, 0x5197, 0x2626b, 0x7f8a, 0x2634c, 0x2634b, 0x8002, 0x8080, 0x807f, 0x8089, 0x26951, 0x8279, 0x8279,
	0x8279, 0x864e, 0x8864, 0x8980, 0x897f, 0x89c1, 0x89d2, 0x278b2, 0x8ba0, 0x8d1d, 0x27fb7, 0x8f66, 0x8fb6,
	0x8fb6, 0x8fb6, 0x9091, 0x9485, 0x9577, 0x9578, 0x957f, 0x95e8, 0x28e0f, 0x961d, 0x96e8, 0x9752, 0x97e6, 0x9875,
	0x98ce, 0x98de, 0x98df, 0x2967f, 0x98e0, 0x9963, 0x29810, 0x9a6c, 0x9aa8, 0x9b3c, 0x9c7c, 0x9e1f, 0x5364,
	0x9ea6, 0x9ec4, 0x9efe, 0x6589, 0x9f50, 0x6b6f, 0x9f7f, 0x7adc, 0x9f99, 0x9f9c, 0x4e80, 0x9f9f};

static gboolean
is_followed(gunichar ch, int type)
{
	switch (type) {
	case U_DT_WIDE:
	case U_DT_NARROW:
	case U_DT_SMALL:
	case U_DT_VERTICAL:
	case U_DT_FONT:
	case U_DT_NOBREAK:
	case U_DT_CANONICAL:
		return TRUE;
	case U_DT_COMPAT:
		return (ch >= 0x2e80 && ch <= 0x2fdf) || (ch >= 0xfb00 && ch <= 0xfb06);
	default:
		return FALSE;
	}
}

/* One step along Unicode's table; 0 where there is none to be taken. */
static guint
decompose(gunichar ch, gunichar out[PR_CHAR_FOLD_MAX])
{
	int type = u_getIntPropertyValue((UChar32)ch, UCHAR_DECOMPOSITION_TYPE);
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *normalizer;
	UChar units[2 * PR_CHAR_FOLD_MAX];
	int length, at = 0;
	guint count = 0;

	if (type == U_DT_NONE || !is_followed(ch, type))
		return 0;
	normalizer = unorm2_getNFKCInstance(&status);
	length = unorm2_getRawDecomposition(normalizer, (UChar32)ch, units, G_N_ELEMENTS(units), &status);
	if (U_FAILURE(status) || length <= 0)
		return 0;
	while (at < length && count < PR_CHAR_FOLD_MAX) {
		UChar32 next;

		U16_NEXT(units, at, length, next);
		out[count++] = (gunichar)next;
	}
	/* é is one character on purpose: only K (kelvin) → K and the like are spelling */
	return type == U_DT_CANONICAL && count > 1 ? 0 : count;
}

/* What Unicode does not call the same, but print does. 0: not in this list. */
static gunichar
fold_sign(gunichar ch)
{
	switch (ch) {
	case 0x2266: /* ≦ */
	case 0x2a7d: /* ⩽ */
	case 0x226f: /* ≯ */
	case 0x2272: /* ≲ */
		return 0x2264;
	case 0x2267: /* ≧ */
	case 0x2a7e: /* ⩾ */
	case 0x226e: /* ≮ */
	case 0x2273: /* ≳ */
		return 0x2265;
	case 0x2010: /* hyphen */
	case 0x2011:
	case 0x2012: /* figure dash */
	case 0x2013: /* en dash */
	case 0x2043:
	case 0x2212: /* minus */
	case 0x02d7:
		return '-';
	case 0x2015: /* horizontal bar */
	case 0x2500: /* box drawing */
	case 0x2501:
	case 0x2e3a:
	case 0x2e3b:
		return 0x2014;
	case 0x2236: /* ratio */
	case 0xa789:
		return ':';
	case 0x301c:
	case 0x223c:
		return '~';
	case 0x30fb:
	case 0x2027:
		return 0x00b7;
	case 0x2044:
	case 0x2215:
		return '/';
	default:
		return ch >= 0x2000 && ch <= 0x205f && g_unichar_isspace(ch) ? ' ' : 0;
	}
}

static gboolean
is_invisible(gunichar ch)
{
	return ch == 0x00ad || ch == 0x200b || ch == 0x2060 || ch == 0xfeff;
}

static PrRepairKind
kind_of(gunichar from, gunichar to)
{
	if (pr_char_is_comparator(to))
		return PR_REPAIR_COMPARATOR;
	if (to == 0x2014 || to == 0x00b7 ||
		(to < 0x80 && g_ascii_ispunct((char)to) && strchr("%$#@&*+", (int)to) == NULL))
		return PR_REPAIR_PUNCTUATION;
	if (from >= 0xff00 && from <= 0xffef)
		return PR_REPAIR_WIDTH;
	return PR_REPAIR_COMPATIBLE;
}

static gunichar
fold_radical(gunichar ch)
{
	return ch >= FIRST_RADICAL && ch - FIRST_RADICAL < G_N_ELEMENTS(radicals) ? radicals[ch - FIRST_RADICAL] : 0;
}

guint
pr_char_fold(gunichar ch, gunichar out[PR_CHAR_FOLD_MAX], PrRepairKind *kind)
{
	gunichar now = ch;
	guint count;

	out[0] = ch;
	if (pr_char_is_plain(ch))
		return 1;
	*kind = PR_REPAIR_COMPATIBLE;
	if (is_invisible(ch))
		return 0;
	/* U+2011 is a no-break U+2010, which is a hyphen: follow until nothing changes */
	for (;;) {
		gunichar next = fold_sign(now);

		if (next == 0)
			next = fold_radical(now);
		if (next == 0) {
			count = decompose(now, out);
			if (count > 1)
				return count;
			next = count == 1 ? out[0] : 0;
		}
		if (next == 0 || next == now)
			break;
		now = next;
	}
	out[0] = now;
	if (now != ch)
		*kind = kind_of(ch, now);
	return 1;
}

gboolean
pr_char_is_chinese(gunichar ch)
{
	int width;

	if (ch < 0x1100)
		return FALSE;
	if ((ch >= 0x3001 && ch <= 0x30ff) || (ch >= 0x4e00 && ch <= 0x9fff) || (ch >= 0xff01 && ch <= 0xff5e))
		return TRUE;
	width = u_getIntPropertyValue((UChar32)ch, UCHAR_EAST_ASIAN_WIDTH);
	return (width == U_EA_WIDE || width == U_EA_FULLWIDTH) && !uscript_hasScript((UChar32)ch, USCRIPT_HANGUL);
}

gboolean
pr_char_is_comparator(gunichar ch)
{
	return ch == '<' || ch == '>' || ch == '=' || (ch >= 0x2264 && ch <= 0x2267) || ch == 0x226e || ch == 0x226f ||
	       ch == 0x2a7d || ch == 0x2a7e || ch == 0x2272 || ch == 0x2273 || (ch >= 0xff1c && ch <= 0xff1e) ||
	       (ch >= 0xfe64 && ch <= 0xfe66);
}

gboolean
pr_char_is_digit(gunichar ch)
{
	return (ch >= '0' && ch <= '9') || (ch >= 0xff10 && ch <= 0xff19);
}
