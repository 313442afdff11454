"""The measured ratios as a table, as data and as a picture."""
import json
from xml.sax.saxutils import escape

COLUMNS = ("project", "door", "files", "seconds", "counterpart", "ratio", "spread", "memory")


def rows_of(projects):
    """`projects`: name -> (how many files, [Pairs])."""
    return [(name, pairs.door, str(files), *(f"{each:.2f}" for each in pairs.seconds), f"{pairs.ratio:.3f}",
             "{:.3f} to {:.3f}".format(*pairs.spread), "-" if pairs.memory is None else f"{pairs.memory:.2f}")
            for name, (files, measured) in projects.items() for pairs in measured]


def table(projects):
    rows = [COLUMNS, *rows_of(projects)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS))]
    return "".join("  ".join(cell.ljust(width) if column < 2 else cell.rjust(width)
                             for column, (cell, width) in enumerate(zip(row, widths))).rstrip() + "\n" for row in rows)


def data(projects, machine, tools):
    return json.dumps({"machine": machine, "tools": tools, "projects": [
        {"project": name, "files": files, "doors": [
            {"door": pairs.door, "ratio": pairs.ratio, "spread": list(pairs.spread), "ratios": pairs.times,
             "seconds": list(pairs.seconds), "memory": pairs.memory} for pairs in measured]}
        for name, (files, measured) in projects.items()]}, indent=2) + "\n"


def picture(projects, machine):
    """One bar for each door of each project; the line is where the counterpart stands."""
    rows = [(f"{name}: {pairs.door}", pairs) for name, (_, measured) in projects.items() for pairs in measured]
    left, width, step, top = 300, 400, 24, 40
    most = max([1.25, *(pairs.spread[1] for _, pairs in rows)])
    x = lambda ratio: left + width * ratio / most  # noqa: E731
    height = top + step * len(rows) + 40
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + width + 70}" height="{height}" '
             'font-family="sans-serif" font-size="12">',
             '<rect width="100%" height="100%" fill="white"/>',
             f'<text x="{left}" y="20">user time, as a part of what the counterpart takes</text>']
    for number, (name, pairs) in enumerate(rows):
        y = top + step * number
        low, high = pairs.spread
        parts += [f'<text x="{left - 8}" y="{y + 13}" text-anchor="end">{escape(name)}</text>',
                  f'<rect x="{left}" y="{y}" width="{x(pairs.ratio) - left:.1f}" height="16" fill="#4a7db5"/>',
                  f'<line x1="{x(low):.1f}" x2="{x(high):.1f}" y1="{y + 8}" y2="{y + 8}" stroke="black"/>',
                  f'<text x="{x(high) + 6:.1f}" y="{y + 13}">{pairs.ratio:.2f}</text>']
    parts += [f'<line x1="{x(1):.1f}" x2="{x(1):.1f}" y1="{top - 8}" y2="{height - 36}" stroke="#b54a4a"/>',
              f'<text x="8" y="{height - 12}" fill="#555">{escape(machine)}</text>', "</svg>"]
    return "\n".join(parts) + "\n"
