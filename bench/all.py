"""Makes every measurement of `make bench` and writes bench/results.json: at most ten minutes on two quiet cores.

    .venv/bin/python bench/all.py [--data DIR]

DIR holds the demonstration (`comity demo --no-serve --data DIR`); where it is left out, one is made and deleted again.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import service
from measured import Measured, record
from serving import COMITY

# What is measured: each takes the data folder. A further part is a module with such a function.
PARTS: Mapping[str, Callable[[Path], Iterator[Measured]]] = {
    "the service": lambda data: service.measure(data, calls=2000),
}


def main() -> None:
    """Measure all, print each number, and write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = asked.data or _demonstration(Path(folder, "data"))
        results: list[Measured] = []
        for title, measure in PARTS.items():
            print(f"Measuring {title}", flush=True)
            for each in measure(data):
                print(each.told(), flush=True)
                results.append(each)
        record(results)


def _demonstration(data: Path) -> Path:
    print("Making a data folder with the demonstration", flush=True)
    subprocess.run([*COMITY, "demo", "--no-serve", "--data", str(data)], check=True, capture_output=True)
    return data


if __name__ == "__main__":
    main()
