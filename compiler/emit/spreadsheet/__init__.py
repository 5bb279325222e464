"""The source data sheet (`brongegevens.xlsx`): a row per attribute, horizontal and of messages.

In: the model.
Out: a workbook of one sheet, whose bytes depend on nothing else.
"""
