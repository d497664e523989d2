"""Writes an Outlook .msg: MS-OXMSG properties as streams of an MS-CFB compound file (512-byte sectors, version 3)."""
import datetime as dt, struct

SECTOR, MINI, CUTOFF, FREE, END, FAT = 512, 64, 4096, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def filetime(t):
    return int((t - dt.datetime(1601, 1, 1)).total_seconds()) * 10_000_000


class Node:
    def __init__(self, name, kind, data=b"", children=()):
        self.name, self.kind, self.data, self.children = name, kind, data, list(children)
        self.left = self.right = self.child = FREE
        self.start, self.size = 0, len(data)


def linked(chain_length, first):
    return [first + i + 1 for i in range(chain_length - 1)] + [END]


def compound_file(root):
    nodes = []

    def collect(node):
        node.index = len(nodes)
        nodes.append(node)
        for c in node.children:
            collect(c)

    def tree(children):
        """A balanced binary tree in the order of MS-CFB 2.6.4: shorter names first, then upper case."""
        if not children:
            return FREE
        middle = len(children) // 2
        node = children[middle]
        node.left, node.right = tree(children[:middle]), tree(children[middle + 1:])
        return node.index
    collect(root)
    for n in nodes:
        n.child = tree(sorted(n.children, key=lambda c: (len(c.name), c.name.upper())))

    mini, minifat, sectors, fat = b"", [], [], []

    def store(data):
        first, count = len(sectors), max(1, -(-len(data) // SECTOR))
        data = data.ljust(count * SECTOR, b"\0")
        sectors.extend(data[i * SECTOR:(i + 1) * SECTOR] for i in range(count))
        fat.extend(linked(count, first))
        return first

    for n in nodes[1:]:
        if n.kind == 2 and n.size >= CUTOFF:
            n.start = store(n.data)
        elif n.kind == 2 and n.size:
            count = -(-n.size // MINI)
            n.start = len(minifat)
            minifat += linked(count, n.start)
            mini += n.data.ljust(count * MINI, b"\0")
        elif n.kind == 2:
            n.start = END
    root.start, root.size = store(mini), len(mini)
    minifat_start = store(struct.pack(f"<{len(minifat)}I", *minifat) + b"\xff" * (-4 * len(minifat) % SECTOR))
    minifat_count = -(-4 * len(minifat) // SECTOR)
    entries = b""
    for n in nodes:
        name = n.name.encode("utf-16-le") + b"\0\0"
        entries += struct.pack("<64sHBBIII16sIQQIQ", name, len(name), n.kind, 1, n.left, n.right, n.child, b"", 0, 0, 0, n.start, n.size)
    while len(entries) % SECTOR:
        entries += struct.pack("<64sHBBIII16sIQQIQ", b"", 0, 0, 0, FREE, FREE, FREE, b"", 0, 0, 0, 0, 0)
    directory = store(entries)
    count = 1
    while (len(fat) + count) * 4 > count * SECTOR:
        count += 1
    where = list(range(len(fat), len(fat) + count))
    fat += [FAT] * count
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(count * SECTOR, b"\xff")
    header = struct.pack("<8s16sHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, 0, count, directory, 0, CUTOFF,
                         minifat_start, minifat_count, END, 0)
    header += struct.pack("<109I", *(where + [FREE] * (109 - count)))
    return header + b"".join(sectors) + table


def properties(header, strings, times=(), numbers=()):
    """The streams of one property storage, and its property stream (MS-OXMSG 2.4)."""
    fixed, streams = b"", []
    for tag, text in strings:
        data = text.encode("utf-16-le")
        streams.append(Node(f"__substg1.0_{tag:04X}001F", 2, data))
        fixed += struct.pack("<IIII", tag << 16 | 0x1F, 6, len(data) + 2, 0)
    for tag, t in times:
        fixed += struct.pack("<IIQ", tag << 16 | 0x40, 6, filetime(t))
    for tag, value in numbers:
        fixed += struct.pack("<IIII", tag << 16 | 0x3, 6, value, 0)
    return streams + [Node("__properties_version1.0", 2, header + fixed)]


def outlook_message(subject, sender, sender_name, to, to_name, text, html, transport, date):
    recipient = Node("__recip_version1.0_#00000000", 1, children=properties(
        b"\0" * 8, [(0x3001, to_name), (0x3002, "SMTP"), (0x3003, to), (0x39FE, to)], numbers=[(0x0C15, 1), (0x3000, 0)]))
    head = struct.pack("<8xIIII8x", 1, 0, 1, 0)
    top = properties(head, [(0x001A, "IPM.Note"), (0x0037, subject), (0x0042, sender_name), (0x0064, "SMTP"), (0x0065, sender), (0x007D, transport), (0x0C1A, sender_name),
                            (0x0C1E, "SMTP"), (0x0C1F, sender), (0x0E04, to_name), (0x1000, text), (0x5D01, sender), (0x5D02, sender)],
                     [(0x0039, date), (0x0E06, date)], [(0x340D, 0x40000), (0x3FDE, 65001)])
    page = html.encode()
    fixed = top.pop()
    fixed.data += struct.pack("<IIII", 0x1013 << 16 | 0x102, 6, len(page), 0)
    fixed.size = len(fixed.data)
    named = Node("__nameid_version1.0", 1, children=[Node(f"__substg1.0_000{i}0102", 2, b"") for i in (2, 3, 4)])
    return compound_file(Node("Root Entry", 5, children=top + [Node("__substg1.0_10130102", 2, page), fixed, recipient, named]))
