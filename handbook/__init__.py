"""The engine of the coaching handbook: from YAML definitions to a site and printable forms."""

__version__ = "0.1.0"
