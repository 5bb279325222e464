"""What an interface takes and gives, asked of its OpenAPI document itself.

In: documents as published.
Out: requests, answers and messages that one of two versions has and the other has not.
"""
