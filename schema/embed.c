/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Run while the program is built: writes the bytes of a file as C, a string of that name. */
#include <stdio.h>

#define BYTES_A_LINE 20

int
main(int argc, char **argv)
{
	FILE *file = argc == 3 ? fopen(argv[2], "rb") : NULL;
	int byte, count = 0;

	if (file == NULL) {
		fprintf(stderr, "usage: embed NAME FILE\n");
		return 2;
	}
	printf("extern const char %s[];\nconst char %s[] = {", argv[1], argv[1]);
	while ((byte = getc(file)) != EOF)
		printf("%s(char)0x%02x,", count++ % BYTES_A_LINE == 0 ? "\n" : "", (unsigned)byte);
	printf("\n0};\n");
	return fclose(file) != 0 || fflush(stdout) != 0;
}
