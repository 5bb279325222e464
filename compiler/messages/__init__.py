"""Messages checked: JSON that others send, against the schemas of the model.

In: messages, and the name of what they should be.
Out: findings in the words of the guidelines; api.py is for programs.
"""
