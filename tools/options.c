/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One table of options for all verbs, so that an option means the same everywhere. Values are taken as bytes (no
 * conversion by the locale), numbers in plain decimal: taken exactly or refused. */
#include "tools/options.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "tools/error.h"
#include "tools/message.h"
#include "tools/writer.h"

#define TIMEOUT_DEFAULT 300
/* A page that takes longer hangs: the slowest honest page known takes a fiftieth of it. */
#define STALL_DEFAULT 15
#define TIMEOUT_MAX 86400
/* Less can silently change what poppler draws; see the manual. */
#define MEMORY_MIN 256
#define MEMORY_DEFAULT 1024
#define MEMORY_MAX (1 << 20)
#define JOBS_MAX 1024
#define PASSWORD_FILE_MAX 65536

/* The texts as given, before they are checked. */
typedef struct {
	char *jobs, *timeout, *max_memory, *pages, *password_file;
	gboolean wants_help;
} Raw;

gboolean
pr_options_refuse(GError **error, const char *option, const char *value, const char *reason)
{
	g_autofree char *shown = pr_message_escape(value);

	g_set_error(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_USAGE, "%s '%s': %s", option, shown, reason);
	return FALSE;
}

gboolean
pr_options_refuse_alone(GError **error, const char *option, const char *needed)
{
	g_set_error(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_USAGE, "%s goes with %s", option, needed);
	return FALSE;
}

static gboolean
parse_number(const char *option, const char *value, int min, int max, int *number, GError **error)
{
	guint64 result = 0;

	if (g_ascii_isdigit(value[0]) &&
		g_ascii_string_to_unsigned(value, 10, (guint64)min, (guint64)max, &result, NULL)) {
		*number = (int)result;
		return TRUE;
	}
	g_autofree char *reason = g_strdup_printf("a whole number from %d to %d is needed", min, max);

	return pr_options_refuse(error, option, value, reason);
}

static int
compare_ranges(gconstpointer a, gconstpointer b)
{
	const PrPageRange *one = a, *two = b;

	return one->first < two->first ? -1 : one->first > two->first;
}

/* "N", "N-M" or "N-". */
static gboolean
parse_range(const char *text, PrPageRange *range)
{
	g_auto(GStrv) ends = g_strsplit(text, "-", 2);
	guint64 number = 0;

	if (ends[0] == NULL || !g_ascii_isdigit(ends[0][0]) ||
		!g_ascii_string_to_unsigned(ends[0], 10, 1, G_MAXINT - 1, &number, NULL))
		return FALSE;
	range->first = range->last = (int)number;
	if (ends[1] == NULL)
		return TRUE;
	range->last = G_MAXINT;
	if (*ends[1] == '\0')
		return TRUE;
	if (!g_ascii_isdigit(ends[1][0]) || !g_ascii_string_to_unsigned(ends[1], 10, 1, G_MAXINT - 1, &number, NULL))
		return FALSE;
	range->last = (int)number;
	return range->last >= range->first;
}

GArray *
pr_page_ranges_parse(const char *text, GError **error)
{
	g_autoptr(GArray) ranges = g_array_new(FALSE, FALSE, sizeof(PrPageRange));
	g_auto(GStrv) parts = g_strsplit(text, ",", -1);

	for (guint i = 0; parts[i] != NULL; i++) {
		PrPageRange range;

		if (!parse_range(parts[i], &range))
			break;
		g_array_append_val(ranges, range);
	}
	if (ranges->len == 0 || ranges->len < g_strv_length(parts)) {
		pr_options_refuse(error, "--pages", text, "pages are written like 1-3,7 or 5-");
		return NULL;
	}
	g_array_sort(ranges, compare_ranges);
	return g_steal_pointer(&ranges);
}

static gboolean
has_region_on(const PrOptions *options, int number)
{
	for (guint i = 0; i < options->regions->len; i++)
		if (g_array_index(options->regions, PrRegion, i).page == number)
			return TRUE;
	return FALSE;
}

gboolean
pr_options_want_page(const PrOptions *options, int number)
{
	if (options->pages == NULL)
		return options->regions == NULL || has_region_on(options, number);
	for (guint i = 0; i < options->pages->len; i++) {
		const PrPageRange *range = &g_array_index(options->pages, PrPageRange, i);

		if (number >= range->first && number <= range->last)
			return TRUE;
	}
	return FALSE;
}

static gboolean
read_passwords(const char *path, char ***passwords, GError **error)
{
	g_autofree char *bytes = NULL;
	g_autoptr(GError) cause = NULL;
	gsize length = 0;

	if (!g_file_get_contents(path, &bytes, &length, &cause))
		return pr_options_refuse(error, "--password-file", path, "cannot be read");
	if (length > PASSWORD_FILE_MAX)
		return pr_options_refuse(error, "--password-file", path, "too large");
	g_auto(GStrv) lines = g_strsplit(bytes, "\n", -1);
	guint kept = 0;

	for (guint i = 0; lines[i] != NULL; i++) {
		size_t end = strlen(lines[i]);

		if (end > 0 && lines[i][end - 1] == '\r')
			lines[i][end - 1] = '\0';
		if (*lines[i] != '\0')
			lines[kept++] = lines[i];
		else
			g_free(lines[i]);
	}
	lines[kept] = NULL;
	*passwords = g_steal_pointer(&lines);
	return TRUE;
}

static gboolean
check_format(PrOptions *options, const PrUsage *usage, GError **error)
{
	if (usage->formats == NULL)
		return TRUE;
	if (options->format == NULL)
		options->format = g_strdup(usage->formats[0]);
	if (g_strv_contains(usage->formats, options->format))
		return TRUE;
	g_autofree char *names = g_strjoinv(", ", (char **)usage->formats);
	g_autofree char *reason = g_strdup_printf("the formats are %s", names);

	return pr_options_refuse(error, "--format", options->format, reason);
}

static gboolean
check_region_pages(const PrOptions *options, GError **error)
{
	for (guint i = 0; i < options->regions->len; i++)
		if (!pr_options_want_page(options, g_array_index(options->regions, PrRegion, i).page))
			return pr_options_refuse(
				error, "--region", options->region_texts[i], "its page is not among --pages");
	return TRUE;
}

static gboolean
check_values(PrOptions *options, const Raw *raw, GError **error)
{
	options->jobs = 0;
	options->timeout = TIMEOUT_DEFAULT;
	options->stall = raw->timeout == NULL ? STALL_DEFAULT : 0;
	options->max_memory = MEMORY_DEFAULT;
	if (raw->jobs != NULL && !parse_number("--jobs", raw->jobs, 0, JOBS_MAX, &options->jobs, error))
		return FALSE;
	if (options->jobs == 0)
		options->jobs = (int)g_get_num_processors();
	if (raw->timeout != NULL && !parse_number("--timeout", raw->timeout, 1, TIMEOUT_MAX, &options->timeout, error))
		return FALSE;
	if (options->stall == 0)
		options->stall = options->timeout;
	if (raw->max_memory != NULL &&
		!parse_number("--max-memory", raw->max_memory, MEMORY_MIN, MEMORY_MAX, &options->max_memory, error))
		return FALSE;
	if (raw->pages != NULL && (options->pages = pr_page_ranges_parse(raw->pages, error)) == NULL)
		return FALSE;
	if (options->region_texts != NULL &&
		(options->regions = pr_regions_parse(options->region_texts, error)) == NULL)
		return FALSE;
	if (options->regions != NULL && !check_region_pages(options, error))
		return FALSE;
	if (options->columns_text != NULL &&
		(options->columns = pr_columns_parse(options->columns_text, error)) == NULL)
		return FALSE;
	return raw->password_file == NULL || read_passwords(raw->password_file, &options->passwords, error);
}

static guint
count_entries(const GOptionEntry *entries)
{
	guint count = 0;

	while (entries != NULL && entries[count].long_name != NULL)
		count++;
	return count;
}

/* The entries of the table that `usage` takes, and the verb's own. Free with g_free(). */
static GOptionEntry *
choose_entries(PrOptions *options, Raw *raw, const PrUsage *usage, const GOptionEntry *own, const char *format_help)
{
	const struct {
		PrTakes takes;
		GOptionEntry entry;
	} table[] = {
		{PR_TAKES_OUTPUT,
			{"output", 'o', 0, G_OPTION_ARG_FILENAME, &options->output,
				"Write to a file, a folder (several inputs), or - for standard output", "FILE|DIR|-"}},
		{PR_TAKES_FORMAT, {"format", 'f', 0, G_OPTION_ARG_FILENAME, &options->format, format_help, "FORMAT"}},
		{PR_TAKES_RAW, {"raw", 0, 0, G_OPTION_ARG_NONE, &options->is_raw,
				       "JSON: values as printed, without their readings", NULL}},
		{PR_TAKES_FORM, {"form", 0, 0, G_OPTION_ARG_FILENAME, &options->form,
					"Look for this form only; the default is to recognise forms", "ID|FILE"}},
		{PR_TAKES_FORMS_DIR, {"forms-dir", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->forms_dirs,
					     "Folder of your own form definitions; may be given again", "DIR"}},
		{PR_TAKES_PDF, {"pages", 0, 0, G_OPTION_ARG_FILENAME, &raw->pages, "Read these pages only, like 1-3,7",
				       "PAGES"}},
		{PR_TAKES_GUIDE,
			{"region", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->region_texts,
				"Here is one table, and nowhere else; may be given again", "PAGE:X0,Y0,X1,Y1"}},
		{PR_TAKES_GUIDE, {"columns", 0, 0, G_OPTION_ARG_FILENAME, &options->columns_text,
					 "Cut unruled tables into columns here", "X1,X2,…"}},
		{PR_TAKES_PDF, {"password-file", 0, 0, G_OPTION_ARG_FILENAME, &raw->password_file,
				       "Passwords to try on encrypted files, a line each", "FILE"}},
		{PR_TAKES_RUN,
			{"jobs", 'j', 0, G_OPTION_ARG_FILENAME, &raw->jobs,
				"Read N documents at once; 0, the default: as many as there are processors", "N"}},
		{PR_TAKES_RUN, {"files0-from", 0, 0, G_OPTION_ARG_FILENAME, &options->files0_from,
				       "Read file names from FILE, each ended by NUL; - for standard input", "FILE"}},
		{PR_TAKES_PDF,
			{"timeout", 0, 0, G_OPTION_ARG_FILENAME, &raw->timeout,
				"Give up on a document after this time; default 300, and 15 for a page", "SECONDS"}},
		{PR_TAKES_PDF, {"max-memory", 0, 0, G_OPTION_ARG_FILENAME, &raw->max_memory,
				       "Memory that reading a document may take; default 1024", "MIB"}},
		{0, {"quiet", 'q', 0, G_OPTION_ARG_NONE, &options->is_quiet, "Say nothing but errors", NULL}},
		{0, {"verbose", 'v', 0, G_OPTION_ARG_NONE, &options->is_verbose,
			    "Say more: each issue, a summary of each document", NULL}},
		{0, {"help", 'h', 0, G_OPTION_ARG_NONE, &raw->wants_help, "Show this help", NULL}},
		{0, {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->arguments, NULL,
			    usage->arguments}},
	};
	guint own_count = count_entries(own), count = own_count;
	GOptionEntry *entries = g_new0(GOptionEntry, own_count + G_N_ELEMENTS(table) + 1);

	if (own_count > 0)
		memcpy(entries, own, own_count * sizeof *own);
	for (guint i = 0; i < G_N_ELEMENTS(table); i++)
		if ((table[i].takes & ~usage->takes) == 0)
			entries[count++] = table[i].entry;
	return entries;
}

/* Where in a group of short options like -qj4 the one stands that takes a value; 0 for none. */
static size_t
find_short_option(const GOptionEntry *entries, const char *argument)
{
	if (argument[0] != '-' || argument[1] == '-')
		return 0;
	for (size_t at = 1; argument[at] != '\0'; at++) {
		const GOptionEntry *entry = entries;

		while (entry->long_name != NULL && entry->short_name != argument[at])
			entry++;
		if (entry->long_name == NULL)
			return 0;
		if (entry->arg != G_OPTION_ARG_NONE)
			return at;
	}
	return 0;
}

static gboolean
is_long_option_with_value(const GOptionEntry *entries, const char *argument)
{
	if (!g_str_has_prefix(argument, "--"))
		return FALSE;
	for (const GOptionEntry *entry = entries; entry->long_name != NULL; entry++)
		if (entry->arg != G_OPTION_ARG_NONE && strcmp(entry->long_name, argument + 2) == 0)
			return TRUE;
	return FALSE;
}

/* GLib does not know -j4 and -qj4: it is handed -j 4 and -q -j 4. Owns its strings. */
static char **
part_short_options(const GOptionEntry *entries, int argc, char **argv)
{
	GPtrArray *parted = g_ptr_array_new();
	gboolean is_value = FALSE, is_rest = FALSE;

	for (int i = 0; i < argc; i++) {
		size_t at = i > 0 && !is_value && !is_rest ? find_short_option(entries, argv[i]) : 0;
		gboolean is_joined = at > 0 && argv[i][at + 1] != '\0';

		is_rest |= !is_value && strcmp(argv[i], "--") == 0;
		if (at > 1)
			g_ptr_array_add(parted, g_strndup(argv[i], at));
		if (at > 0)
			g_ptr_array_add(parted, g_strdup_printf("-%c", argv[i][at]));
		if (at == 0 || is_joined)
			g_ptr_array_add(parted, g_strdup(argv[i] + (at > 0 ? at + 1 : 0)));
		is_value = at > 0 ? !is_joined : !is_value && !is_rest && is_long_option_with_value(entries, argv[i]);
	}
	g_ptr_array_add(parted, NULL);
	return (char **)g_ptr_array_free(parted, FALSE);
}

static void
print_help(GOptionContext *context, GError **error)
{
	g_autofree char *help = g_option_context_get_help(context, TRUE, NULL);

	if (pr_write_all(STDOUT_FILENO, help, strlen(help)) && pr_write_all(STDOUT_FILENO, "\n", 1))
		g_set_error_literal(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_HELPED, "help was shown");
	else
		pr_tools_set_output_error(error, "standard output", errno);
}

static gboolean
parse_into(PrOptions *options, Raw *raw, const PrUsage *usage, const GOptionEntry *own, int argc, char **argv,
	GError **error)
{
	g_autofree char *program = g_strdup_printf("piperoll %s", usage->verb);
	g_autofree char *names = usage->formats != NULL ? g_strjoinv(", ", (char **)usage->formats) : NULL;
	g_autofree char *format_help =
		names != NULL ? g_strdup_printf("One of %s; the default is the first", names) : NULL;
	g_autofree GOptionEntry *entries = choose_entries(options, raw, usage, own, format_help);
	g_autoptr(GOptionContext) context = g_option_context_new(NULL);
	g_autoptr(GError) cause = NULL;

	g_set_prgname(program);
	/* GLib's own --help would turn what the locale's charset lacks into question marks. */
	g_option_context_set_help_enabled(context, FALSE);
	g_option_context_set_summary(context, usage->summary);
	g_option_context_set_description(context, usage->description);
	g_option_context_add_main_entries(context, entries, NULL);
	g_auto(GStrv) parted = part_short_options(entries, argc, argv);

	if (g_option_context_parse_strv(context, &parted, &cause)) {
		if (raw->wants_help)
			print_help(context, error);
		return !raw->wants_help;
	}
	g_set_error_literal(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_USAGE, cause->message);
	return FALSE;
}

PrOptions *
pr_options_parse_with(const PrUsage *usage, const GOptionEntry *own, int argc, char **argv, GError **error)
{
	g_autoptr(PrOptions) options = g_new0(PrOptions, 1);
	Raw raw = {0};
	gboolean is_right = parse_into(options, &raw, usage, own, argc, argv, error) &&
			    check_format(options, usage, error) && check_values(options, &raw, error);

	g_free(raw.jobs);
	g_free(raw.timeout);
	g_free(raw.max_memory);
	g_free(raw.pages);
	g_free(raw.password_file);
	return is_right ? g_steal_pointer(&options) : NULL;
}

PrOptions *
pr_options_parse(const PrUsage *usage, int argc, char **argv, GError **error)
{
	return pr_options_parse_with(usage, NULL, argc, argv, error);
}

void
pr_options_free(PrOptions *options)
{
	if (options == NULL)
		return;
	g_free(options->output);
	g_free(options->format);
	g_free(options->files0_from);
	g_free(options->form);
	g_strfreev(options->region_texts);
	g_free(options->columns_text);
	g_strfreev(options->forms_dirs);
	g_strfreev(options->passwords);
	g_strfreev(options->arguments);
	g_clear_pointer(&options->regions, g_array_unref);
	g_clear_pointer(&options->columns, g_array_unref);
	g_clear_pointer(&options->pages, g_array_unref);
	g_free(options);
}
