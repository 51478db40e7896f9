"""Degrees as Chinese writes them."""


def latitude_label(degrees):
    """北纬37.34°, 南纬30°, 赤道."""
    return _label(degrees, "北纬", "南纬") if degrees else "赤道"


def longitude_label(degrees):
    """东经120°, 西经121.89°, 0°, 180°."""
    return _label(degrees, "东经", "西经") if degrees % 180 else f"{abs(degrees):g}°"


def _label(value, positive, negative):
    return f"{positive if value >= 0 else negative}{abs(value):g}°"
