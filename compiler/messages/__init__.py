"""Messages checked: JSON that others send, against the schemas of the model.

In come messages and the name of what they should be; out come findings in the words of the guidelines.
api.py is for programs that check their own messages.
"""
