"""How moto is made to behave as AWS does: a method of it is put aside, and gets another one in its place."""

import functools

from moto.ec2.exceptions import EC2ClientError


def instead(cls):
    """Puts a function in the place of the method of that name, and gives it the one it replaces."""

    def decorate(new):
        old = getattr(cls, new.__name__)
        setattr(cls, new.__name__, functools.wraps(old)(lambda *args, **named: new(old, *args, **named)))
        return new

    return decorate


def refuse(code, message):
    raise EC2ClientError(code, message)
