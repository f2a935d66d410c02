"""Pure functions on official Chinese: characters, numerals, marks, sentences, dates, titles.

Imports nothing of draftkit but `errors`; knows no value type.
"""
