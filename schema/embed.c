/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Run while the program is built: writes the bytes of files as C. `embed NAME FILE` makes a string of that name, `embed
 * -a NAME FILE…` an array of strings that ends with NULL. */
#include <stdio.h>
#include <string.h>

#define BYTES_A_LINE 20

static int
put_string(const char *declaration, const char *path)
{
	FILE *file = fopen(path, "rb");
	int byte, count = 0;

	if (file == NULL)
		return 1;
	printf("%s = {", declaration);
	while ((byte = getc(file)) != EOF)
		printf("%s(char)0x%02x,", count++ % BYTES_A_LINE == 0 ? "\n" : "", (unsigned)byte);
	printf("\n0};\n");
	return fclose(file) != 0;
}

int
main(int argc, char **argv)
{
	char declaration[256];

	if (argc == 3) {
		printf("extern const char %s[];\n", argv[1]);
		snprintf(declaration, sizeof declaration, "const char %s[]", argv[1]);
		return put_string(declaration, argv[2]) || fflush(stdout) != 0;
	}
	if (argc < 4 || strcmp(argv[1], "-a") != 0) {
		fprintf(stderr, "usage: embed NAME FILE, embed -a NAME FILE...\n");
		return 2;
	}
	for (int i = 3; i < argc; i++) {
		snprintf(declaration, sizeof declaration, "static const char file_%d[]", i);
		if (put_string(declaration, argv[i]) != 0)
			return 1;
	}
	printf("extern const char *const %s[];\nconst char *const %s[] = {", argv[2], argv[2]);
	for (int i = 3; i < argc; i++)
		printf("file_%d, ", i);
	printf("(const char *)0};\n");
	return fflush(stdout) != 0;
}
