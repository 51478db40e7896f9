"""Four eyes: whoever wrote does not decide, nor does anyone in his place."""

from accounts import access

OWN = "您参与过本期的撰写或送审，按规定不能再审自己写的内容。请由别的同事办理。"


def reasons(by, actions, authors):
    """Sentences against `by`, who would take one of `actions` on what the people with the ids `authors` wrote."""
    if by.pk in authors:
        yield OWN
    stand_ins = filter(None, (access.stand_in_for(by, action) for action in actions))
    if principal := next((one.principal for one in stand_ins if one.principal_id in authors), None):
        yield f"您代理的{principal}参与过本期的撰写或送审，不能由人代为审自己写的内容。请由别的同事办理。"
