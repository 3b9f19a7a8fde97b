"""sitegen: text copied from pages that list papers becomes YAML, and the YAML a static site."""

__version__ = "0.1.0"
