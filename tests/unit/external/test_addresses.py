import pytest

from tweeluik.external.addresses import is_local_name, is_public, resolve_host


@pytest.mark.parametrize(
    "address",
    [
        "93.184.216.34",
        "8.8.8.8",
        "2606:4700::1111",
        "::ffff:8.8.8.8",
        "64:ff9b::808:808",
        "2002:808:808::1",
    ],
)
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("127.0.0.1", id="this computer"),
        pytest.param("::1", id="this computer, version 6"),
        pytest.param("0.0.0.0", id="unspecified"),  # noqa: S104 - nobody is bound to it
        pytest.param("::", id="unspecified, version 6"),
        pytest.param("169.254.169.254", id="link-local"),
        pytest.param("fe80::1", id="link-local, version 6"),
        pytest.param("fe80::1%eth0", id="link-local on a card"),
        pytest.param("10.0.0.1", id="private"),
        pytest.param("172.16.0.1", id="private, 172"),
        pytest.param("192.168.0.1", id="private, 192"),
        pytest.param("fd00::1", id="private, version 6"),
        pytest.param("fec0::1", id="site-local"),
        pytest.param("100.64.0.1", id="of the provider"),
        pytest.param("192.0.2.1", id="for documentation"),
        pytest.param("198.18.0.1", id="for measuring"),
        pytest.param("2001:db8::1", id="for documentation, version 6"),
        pytest.param("224.0.0.1", id="multicast"),
        pytest.param("ff02::1", id="multicast, version 6"),
        pytest.param("240.0.0.1", id="reserved"),
        pytest.param("255.255.255.255", id="broadcast"),
        pytest.param("::ffff:10.0.0.1", id="private, mapped"),
        pytest.param("::127.0.0.1", id="this computer, compatible"),
        pytest.param("64:ff9b::7f00:1", id="this computer, translated"),
        pytest.param("64:ff9b:1::808:808", id="translated locally"),
        pytest.param("2002:7f00:1::", id="this computer, 6to4"),
        pytest.param("2001:0:7f00:1::", id="this computer, Teredo"),
        pytest.param("localhost", id="a name"),
        pytest.param("", id="nothing"),
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    ("host", "expected"),
    [("localhost", True), ("LocalHost.", True), ("a.localhost", True), ("localhost.example", False), ("", False)],
)
def test_names_of_this_computer(host: str, *, expected: bool) -> None:
    assert is_local_name(host) is expected


def test_numbers_are_addresses_as_the_system_reads_them() -> None:
    assert resolve_host("127.1", 80) == ("127.0.0.1",)
