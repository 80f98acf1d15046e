"""How sure each value is: what is told of it and around it, weighed by what is learnt from annotated text.

in: the records of one article, weights    out: the same with confidences; drops and changes no value
"""
