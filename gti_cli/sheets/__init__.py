"""Sheets: CSV and TSV files as people keep them, made into updates of a dataset."""
