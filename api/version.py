"""The version of Comity, looked up once: it is read from files."""

from importlib.metadata import version

VERSION = version("comity")
