"""Proxies before the inbox: which machines are believed when they tell of the browser behind them."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from starlette.requests import HTTPConnection

Networks = tuple[IPv4Network | IPv6Network, ...]


def networks(text: str) -> Networks:
    """Addresses and networks (10.0.0.5, 10.1.0.0/16), parted by commas. Raises ValueError."""
    return tuple(network(one.strip()) for one in text.split(",") if one.strip())


def network(text: str) -> IPv4Network | IPv6Network:
    try:
        return ip_network(text, strict=False)
    except ValueError:
        raise ValueError("it takes addresses and networks, as 10.0.0.5, 10.1.0.0/16") from None


THIS_MACHINE = networks("127.0.0.0/8, ::1")


def parsed(text: str) -> IPv4Address | IPv6Address | None:
    """An address as it stands in a header, with or without a port."""
    bare = text.strip().removeprefix("[").partition("]")[0]
    bare = bare.partition(":")[0] if bare.count(":") == 1 else bare
    try:
        found = ip_address(bare)
    except ValueError:
        return None
    return (found.ipv4_mapped or found) if isinstance(found, IPv6Address) else found


def is_proxy(address: str, trusted: Networks) -> bool:
    """Whether this is a machine that is believed: one that is named, or this very machine."""
    found = parsed(address)
    return found is not None and any(found in one for one in (*THIS_MACHINE, *trusted))


def browser_address(request: HTTPConnection, trusted: Networks) -> str:
    """Where the browser is: as the nearest proxy of ours tells, past further ones of ours; never what a stranger wrote."""
    peer = request.client.host if request.client else ""
    if not is_proxy(peer, trusted):
        return peer
    told = ",".join(request.headers.getlist("x-forwarded-for")).split(",")
    outside = next((one for one in reversed(told) if not is_proxy(one, trusted)), "")
    found = parsed(outside)
    return str(found) if found else peer
