# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads a file of Parquet as its specification says: flat columns, PLAIN values, pages packed by gzip. Anything else is an error."""
import decimal
import zlib

# All the digits there are.
EXACT = decimal.Context(prec=200)


class Thrift:
    """The compact protocol: a struct is a dict by the numbers of its fields, a list is a list."""

    def __init__(self, data, at=0):
        self.data, self.at = data, at

    def take(self, count):
        self.at += count
        assert self.at <= len(self.data)
        return self.data[self.at - count:self.at]

    def varint(self):
        value = shift = 0
        while True:
            byte = self.take(1)[0]
            value |= (byte & 0x7f) << shift
            shift += 7
            if byte < 0x80:
                return value

    def whole(self):
        value = self.varint()
        return (value >> 1) ^ -(value & 1)

    def value(self, kind):
        if kind in (5, 6):
            return self.whole()
        if kind == 8:
            return self.take(self.varint())
        if kind == 9:
            head = self.take(1)[0]
            count = head >> 4 if head >> 4 < 15 else self.varint()
            return [self.value(head & 15) for _ in range(count)]
        assert kind == 12, kind
        return self.struct()

    def struct(self):
        fields, number = {}, 0
        while (head := self.take(1)[0]) != 0:
            number = number + (head >> 4) if head >> 4 else self.whole()
            assert number not in fields
            fields[number] = self.value(head & 15)
        return fields


def levels(page, rows):
    """Which rows have a value, and where the values begin."""
    end = 4 + int.from_bytes(page[:4], "little")
    reader, found = Thrift(page[:end], 4), []
    while reader.at < end:
        head = reader.varint()
        assert head & 1 == 0, "packed bits are not expected"
        found += [reader.take(1)[0] == 1] * (head >> 1)
    assert len(found) == rows
    return found, end


def plain(data, count, element):
    """`count` values of the column that `element` of the schema says."""
    at, values = 0, []
    for _ in range(count):
        if element[1] == 6:
            length, at = int.from_bytes(data[at:at + 4], "little"), at + 4
        else:
            length = 8 if element[1] == 2 else element[2]
        piece, at = data[at:at + length], at + length
        assert len(piece) == length
        if element[1] == 6:
            assert element[6] == 0 and element[10] == {1: {}}
            values.append(piece.decode())
        elif element[1] == 2:
            values.append(int.from_bytes(piece, "little", signed=True))
        else:
            assert element[1] == 7 and element[6] == 5 and element[10] == {5: {1: element[7], 2: element[8]}}
            number = int.from_bytes(piece, "big", signed=True)
            assert abs(number) < 10 ** element[8]
            values.append(EXACT.scaleb(decimal.Decimal(number), -element[7]))
    assert at == len(data)
    return values


def column_of_group(data, chunk, element, rows):
    meta = chunk[3]
    assert meta[1] == element[1] and meta[3] == [element[4]] and meta[4] == 2 and meta[5] == rows
    reader = Thrift(data, meta[9])
    header = reader.struct()
    assert header[1] == 0 and header[5] == {1: rows, 2: 0, 3: 3, 4: 3}
    page = zlib.decompress(reader.take(header[3]), 31)
    assert len(page) == header[2] and reader.at - meta[9] == meta[7] and meta[6] - meta[7] == header[2] - header[3]
    if element[3] == 0:
        return plain(page, rows, element)
    present, start = levels(page, rows)
    values = iter(plain(page[start:], sum(present), element))
    return [next(values) if there else None for there in present]


def read(path):
    """Names and types of the columns – text, integer, or the precision and scale of a decimal –, the rows, the rows of each group."""
    with open(path, "rb") as file:
        data = file.read()
    assert data[:4] == data[-4:] == b"PAR1"
    length = int.from_bytes(data[-8:-4], "little")
    footer = Thrift(data[-8 - length:-8])
    meta = footer.struct()
    assert footer.at == length
    root, *elements = meta[2]
    assert root[5] == len(elements)
    columns = [[] for _ in elements]
    for group in meta[4]:
        for column, chunk, element in zip(columns, group[1], elements, strict=True):
            column += column_of_group(data, chunk, element, group[3])
    rows = list(zip(*columns, strict=True))
    groups = [group[3] for group in meta[4]]
    assert len(rows) == meta[3] == sum(groups)
    types = {2: "integer", 6: "text"}
    return [(e[4].decode(), types.get(e[1]) or (e[8], e[7])) for e in elements], rows, groups
